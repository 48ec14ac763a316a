using Discern.Compute.Random;
using Discern.Evaluation;
using Discern.Evaluation.Calibrating;

namespace Discern.Tests.Evaluation.Calibrating;

public sealed class CalibrationTests
{
    /// <summary>Labels are drawn by the true probability, and the classifier doubles its log-odds: a temperature of 2 undoes that.</summary>
    [Fact]
    public void The_temperature_undoes_doubled_logits() =>
        Assert.Equal(2, TemperatureFit.Fit(Drawn(20_000, logit => 2 * logit)).Temperature, 0.08);

    [Fact]
    public void Honest_probabilities_keep_their_temperature() =>
        Assert.Equal(1, TemperatureFit.Fit(Drawn(20_000, logit => logit)).Temperature, 0.05);

    /// <summary>
    /// sklearn 1.2.1, IsotonicRegression(out_of_bounds="clip").fit([.1, .2, .3, .4, .5, .6, .7], [0, 1, 0, 0, 1, 1, 1]): thresholds
    /// .1, .2, .4, .5, .7 and values 0, 1/3, 1/3, 1, 1. Ours keep off 0 and 1 by 1 / 9.
    /// </summary>
    [Fact]
    public void Isotonic_regression_is_that_of_scikit_learn()
    {
        Calibration fit = IsotonicFit.Fit(TestTable.OfScores([0, 1, 0, 0, 1, 1, 1], [.1f, .2f, .3f, .4f, .5f, .6f, .7f]).Rows);

        Assert.Equal([.1, .2, .4, .5, .7], fit.Inputs.Select(input => Math.Round(input, 6)));
        Assert.Equal([1 / 9.0, 1 / 3.0, 1 / 3.0, 8 / 9.0, 8 / 9.0], fit.Outputs);
        Assert.Equal((1 / 3.0) + (5 / 18.0), fit.Apply([.55f, .45f])[1], 1e-6);
        Assert.Equal(1 / 9.0, fit.Apply([.99f, .01f])[1], 1e-6);
        Assert.Equal(8 / 9.0, fit.Apply([.01f, .99f])[1], 1e-6);
    }

    [Fact]
    public void Corrected_probabilities_add_up_to_1_and_keep_their_order()
    {
        IReadOnlyList<Prediction> rows = Drawn(500, logit => 3 * logit);
        foreach (Calibration calibration in (Calibration[])[TemperatureFit.Fit(rows), IsotonicFit.Fit(rows)])
        {
            float before = -1;
            foreach (Prediction row in rows.OrderBy(row => row.Probabilities[1]))
            {
                float[] corrected = calibration.Apply(row.Probabilities);
                Assert.Equal(1, corrected.Sum(), 1e-6);
                Assert.True(corrected[1] >= before);
                before = corrected[1];
            }
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.83)]
    public void The_inverse_decides_as_the_correction_does(double threshold)
    {
        IReadOnlyList<Prediction> rows = Drawn(500, logit => 3 * logit);
        foreach (Calibration calibration in (Calibration[])[TemperatureFit.Fit(rows), IsotonicFit.Fit(rows), Calibration.None])
        {
            double raw = calibration.Inverse(threshold);
            Assert.All(
                rows.Where(row => Math.Abs(calibration.Apply(row.Probabilities)[1] - threshold) > 1e-5),
                row => Assert.Equal(calibration.Apply(row.Probabilities)[1] >= threshold, row.Probabilities[1] >= raw));
        }
    }

    [Fact]
    public void What_is_never_reached_has_no_inverse_up_to_1() =>
        Assert.True(IsotonicFit.Fit(TestTable.OfScores([0, 1], [.1f, .9f]).Rows).Inverse(0.9) > 1);

    [Fact]
    public void Many_classes_are_scaled_as_logits()
    {
        float[] corrected = new Calibration { Method = CalibrationMethod.Temperature, Temperature = 2 }.Apply([0.81f, 0.09f, 0.1f]);

        Assert.Equal(0.9 / (0.9 + 0.3 + Math.Sqrt(0.1)), corrected[0], 1e-6);
    }

    private static IReadOnlyList<Prediction> Drawn(int count, Func<double, double> said)
    {
        var random = new Philox(5, 1);
        int[] labels = new int[count];
        float[] scores = new float[count];
        for (int row = 0; row < count; row++)
        {
            double logit = 1.5 * random.NextNormal();
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0;
            scores[row] = (float)(1 / (1 + Math.Exp(-said(logit))));
        }

        return TestTable.OfScores(labels, scores).Rows;
    }
}
