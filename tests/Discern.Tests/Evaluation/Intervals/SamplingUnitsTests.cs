using Discern.Evaluation;

namespace Discern.Tests.Evaluation.Intervals;

public sealed class SamplingUnitsTests
{
    private static readonly EvaluationOptions Options = new() { Draws = 400 };

    [Fact]
    public void A_row_that_stands_for_several_counts_as_they_would_have()
    {
        PredictionTable repeated = TestTable.OfScores([0, 0, 0, 1, 1, 1, 1], [0.2f, 0.2f, 0.7f, 0.9f, 0.4f, 0.4f, 0.4f]);
        var counted = new PredictionTable(repeated.Classes, [repeated.Rows[0] with { Count = 2 }, repeated.Rows[2], repeated.Rows[3], repeated.Rows[4] with { Count = 3 }]);

        SplitEvaluation expected = Evaluator.Evaluate(repeated, Options);
        SplitEvaluation actual = Evaluator.Evaluate(counted, Options);

        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Confusion, actual.Confusion);
        Assert.Equal(expected.Accuracy.Value, actual.Accuracy.Value, 1e-12);
        Assert.Equal(expected.LogLoss.Value, actual.LogLoss.Value, 1e-12);
        Assert.Equal(expected.RocAuc!.Value, actual.RocAuc!.Value, 1e-12);
        Assert.Equal(expected.AveragePrecision!.Value, actual.AveragePrecision!.Value, 1e-12);
        Assert.Equal(expected.ExpectedCalibrationError.Value, actual.ExpectedCalibrationError.Value, 1e-12);
        Assert.Equal(expected.Calibration.Select(bin => (bin.Count, bin.Probability)), actual.Calibration.Select(bin => (bin.Count, bin.Probability)));
    }

    [Fact]
    public void Copies_in_a_group_are_no_evidence_of_their_own()
    {
        PredictionTable alone = TestTable.OfConfusion([[12, 8], [5, 15]]);
        var copied = new PredictionTable(alone.Classes, [.. alone.Rows.SelectMany(row => Enumerable.Repeat(row with { Group = row.Path }, 25))]);

        Estimate expected = Evaluator.Evaluate(alone, Options).Accuracy;
        Estimate grouped = Evaluator.Evaluate(copied, Options).Accuracy;
        Estimate blind = Evaluator.Evaluate(copied with { Rows = [.. copied.Rows.Select(row => row with { Group = null })] }, Options).Accuracy;

        Assert.Equal(expected.Value, grouped.Value, 1e-12);
        Assert.InRange((grouped.High - grouped.Low) / (expected.High - expected.Low), 0.8, 1.25);
        Assert.True(blind.High - blind.Low < (grouped.High - grouped.Low) / 3);
    }
}
