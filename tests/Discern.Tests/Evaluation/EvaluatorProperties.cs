using Discern.Compute.Random;
using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class EvaluatorProperties
{
    private static readonly EvaluationOptions Options = new() { Draws = 60 };

    [Fact]
    public void Metrics_lie_in_their_ranges_and_in_their_intervals() => ForAll.Of(ForAll.Tables, 300, table =>
    {
        SplitEvaluation evaluation = Evaluator.Evaluate(table, Options);

        Inside(evaluation.Matthews, -1, 1);
        Inside(evaluation.CohenKappa, -1, 1);
        Inside(evaluation.LogLoss, 0, double.MaxValue);
        Inside(evaluation.Brier, 0, 2);
        Assert.All(Shares(evaluation), share => Inside(share, 0, 1));
    });

    [Fact]
    public void The_order_of_rows_does_not_change_a_bit() => ForAll.Of(ForAll.Tables, 100, table =>
    {
        Prediction[] rows = [.. table.Rows];
        Philox random = new(7, (ulong)rows.Length);
        random.Shuffle(rows.AsSpan());

        Assert.Equal(Json(table), Json(table with { Rows = rows }));
    });

    [Fact]
    public void Averages_and_accuracy_agree_where_they_must() => ForAll.Of(ForAll.Tables, 200, table =>
    {
        SplitEvaluation evaluation = Evaluator.Evaluate(table, Options);

        Assert.Equal(evaluation.Accuracy.Value, evaluation.WeightedRecall.Value, 1e-12);
        Assert.Equal(evaluation.Accuracy.Value, evaluation.Right / (double)evaluation.Count, 1e-12);
        Assert.Equal(evaluation.LazyAccuracy.Value, evaluation.Classes.Max(item => item.RealShare), 1e-12);
        Assert.Equal(1, evaluation.Classes.Sum(item => item.PredictedShare), 1e-12);
        Assert.Equal(evaluation.Count, evaluation.Confusion.Sum(row => row.Sum()));
    });

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        PredictionTable table = Drawn(rows: 700, classes: 3);

        Assert.Equal(
            new EvaluationDocument { Test = Evaluator.Evaluate(table, Options with { Threads = 1 }) }.ToJson(),
            new EvaluationDocument { Test = Evaluator.Evaluate(table, Options with { Threads = 5 }) }.ToJson());
    }

    private static PredictionTable Drawn(int rows, int classes)
    {
        var random = new Philox(3, (ulong)classes);
        var drawn = new List<Prediction>();
        for (int row = 0; row < rows; row++)
        {
            int label = random.NextInt32(classes);
            double[] weights = new double[classes];
            for (int other = 0; other < classes; other++)
            {
                weights[other] = Math.Exp(random.NextNormal() + (other == label ? 1.5 : 0));
            }

            float[] probabilities = Array.ConvertAll(weights, weight => (float)(weight / weights.Sum()));
            drawn.Add(new Prediction("", label, Array.IndexOf(probabilities, probabilities.Max()), probabilities));
        }

        return new PredictionTable(TestTable.Names(classes), drawn);
    }

    /// <summary>
    /// Of 400 drawn tables of 80 rows, right with probability 0.85, the interval holds 0.85 in about 95 %; with the granularity of
    /// 80 rows and the chance of 400 tables, 91 to 98 %.
    /// </summary>
    [Fact]
    public void Intervals_cover_the_truth_about_as_often_as_they_promise()
    {
        const int Tables = 400;
        int covered = 0;
        for (int index = 0; index < Tables; index++)
        {
            Philox random = new(11, (ulong)index);
            List<(int, int)> rows = [];
            for (int row = 0; row < 80; row++)
            {
                int label = random.NextInt32(2);
                rows.Add((label, random.NextDouble() < 0.85 ? label : 1 - label));
            }

            SplitEvaluation evaluation = Evaluator.Evaluate(TestTable.Of(2, rows), new EvaluationOptions { Draws = 500, Seed = (ulong)index });
            covered += evaluation.Accuracy.Contains(0.85) ? 1 : 0;
        }

        Assert.InRange(covered / (double)Tables, 0.91, 0.98);
    }

    private static IEnumerable<Estimate> Shares(SplitEvaluation evaluation) =>
    [
        evaluation.Accuracy, evaluation.LazyAccuracy, evaluation.BalancedAccuracy,
        evaluation.MacroPrecision, evaluation.MacroRecall, evaluation.MacroF1,
        evaluation.WeightedPrecision, evaluation.WeightedRecall, evaluation.WeightedF1,
        evaluation.GeometricMean, evaluation.ExpectedCalibrationError,
        .. evaluation.Classes.SelectMany(item => new[] { item.Precision, item.Recall, item.F1, item.Specificity, item.RocAuc, item.AveragePrecision }).OfType<Estimate>(),
        .. evaluation.TopAccuracies.Select(top => top.Accuracy),
        .. evaluation.Calibration.Select(bin => bin.Observed),
        .. new[] { evaluation.RocAuc, evaluation.RocAucOneVsOne, evaluation.AveragePrecision }.OfType<Estimate>(),
    ];

    private static void Inside(Estimate estimate, double minimum, double maximum)
    {
        Assert.InRange(estimate.Low, minimum - 1e-12, estimate.Value);
        Assert.InRange(estimate.High, estimate.Value, maximum + 1e-12);
    }

    private static string Json(PredictionTable table) => new EvaluationDocument { Test = Evaluator.Evaluate(table, Options) }.ToJson();
}
