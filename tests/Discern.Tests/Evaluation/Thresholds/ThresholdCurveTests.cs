using Discern.Evaluation;
using Discern.Evaluation.Thresholds;

namespace Discern.Tests.Evaluation.Thresholds;

public sealed class ThresholdCurveTests
{
    private static readonly PredictionTable Table = TestTable.OfScores([1, 1, 0, 1, 0, 0, 0], [0.9f, 0.8f, 0.7f, 0.4f, 0.3f, 0.1f, 0.05f]);

    [Fact]
    public void Points_go_from_no_answer_to_nothing_else()
    {
        ThresholdCurve curve = ThresholdCurve.Of(Table, 1);

        Assert.Equal(8, curve.Points.Count);
        Assert.Equal((0, 3, 0, 4), Counts(curve.Points[0]));
        Assert.Equal((3, 0, 4, 0), Counts(curve.Points[^1]));
        Assert.Equal(0.75, curve.Points[2].Threshold, 1e-6);
        Assert.Equal((2, 1, 1, 3), Counts(curve.At(0.5)));
    }

    [Theory]
    [InlineData(1, 1, 0.375)] // one false alarm or one miss: of two equally good ones the wider gap
    [InlineData(20, 1, 0.375)]
    [InlineData(1, 20, 0.75)]
    public void The_least_cost_is_taken(double miss, double alarm, double expected)
    {
        var goal = new ThresholdGoal(ThresholdRule.Cost) { Class = "class 1", MissCost = miss, FalseAlarmCost = alarm };
        PredictionTable table = TestTable.OfScores([1, 1, 0, 1, 0, 0, 0], [0.9f, 0.8f, 0.7f, 0.45f, 0.3f, 0.1f, 0.05f]);
        (ThresholdPoint best, bool isReached) = ThresholdCurve.Of(table, 1).Best(goal);

        Assert.True(isReached);
        Assert.Equal(expected, best.Threshold, 1e-6);
        Assert.All(ThresholdCurve.Of(table, 1).Points, point => Assert.True(best.Cost(miss, alarm) <= point.Cost(miss, alarm)));
    }

    [Fact]
    public void A_least_recall_is_reached_with_the_fewest_false_alarms()
    {
        (ThresholdPoint best, bool isReached) = ThresholdCurve.Of(Table, 1).Best(new ThresholdGoal(ThresholdRule.MinimumRecall) { Class = "class 1", Value = 0.6 });

        Assert.True(isReached);
        Assert.Equal((2, 1, 0, 4), Counts(best));
    }

    [Fact]
    public void A_precision_out_of_reach_is_said_and_the_best_taken()
    {
        PredictionTable table = TestTable.OfScores([0, 1, 1, 0], [0.9f, 0.8f, 0.7f, 0.1f]);
        (ThresholdPoint best, bool isReached) = ThresholdCurve.Of(table, 1).Best(new ThresholdGoal(ThresholdRule.MinimumPrecision) { Class = "class 1", Value = 0.9 });

        Assert.False(isReached);
        Assert.Equal((2, 0, 1, 1), Counts(best));
    }

    /// <summary>Class 1 is rare: taking the two above 0.25 finds both, with no false alarm.</summary>
    [Fact]
    public void The_best_F1()
    {
        PredictionTable table = TestTable.OfScores([1, 1, 0, 0, 0, 0], [0.9f, 0.3f, 0.2f, 0.1f, 0.1f, 0.05f]);
        ThresholdChoice choice = ThresholdChoice.Of(table, new ThresholdGoal(ThresholdRule.F1) { Class = "class 1" });

        Assert.Equal(0.25, choice.Threshold, 1e-6);
        Assert.Contains("2 of 2 are found with 0 false alarms", choice.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_class_that_is_looked_for_is_answered_below_the_threshold()
    {
        PredictionTable table = TestTable.OfScores([0, 1, 1, 1, 1], [0.7f, 0.95f, 0.9f, 0.9f, 0.99f]);
        ThresholdChoice choice = ThresholdChoice.Of(table, new ThresholdGoal(ThresholdRule.F1).For(table.Classes, [1, 4]));

        Assert.InRange(choice.Threshold, 0.7000001, 0.9);
        Assert.Equal("class 0", choice.Goal.Class);
    }

    private static (int, int, int, int) Counts(ThresholdPoint point) => (point.Found, point.Missed, point.FalseAlarms, point.Rejected);
}
