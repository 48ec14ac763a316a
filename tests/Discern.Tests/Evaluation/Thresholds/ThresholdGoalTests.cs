using Discern.Evaluation.Thresholds;

namespace Discern.Tests.Evaluation.Thresholds;

public sealed class ThresholdGoalTests
{
    private static readonly string[] Classes = ["hotdog", "other"];

    [Theory]
    [InlineData("fn=20,fp=1")]
    [InlineData("fp=1,fn=20")]
    public void Costs_of_misses_and_false_alarms_are_of_the_rarer_class(string text)
    {
        ThresholdGoal goal = ThresholdGoal.ParseCost(text).For(Classes, [10, 90]);

        Assert.Equal(("hotdog", 20.0, 1.0), (goal.Class, goal.MissCost, goal.FalseAlarmCost));
    }

    [Fact]
    public void Costs_by_class()
    {
        ThresholdGoal goal = ThresholdGoal.ParseCost("other=3,hotdog=7").For(Classes, [10, 90]);

        Assert.Equal(("other", 3.0, 7.0), (goal.Class, goal.MissCost, goal.FalseAlarmCost));
    }

    [Theory]
    [InlineData("fn=20")]
    [InlineData("fn=0,fp=0")]
    [InlineData("fn=-1,fp=2")]
    [InlineData("fn=1,hotdog=2")]
    [InlineData("fn=NaN,fp=1")]
    [InlineData("twenty")]
    public void Other_costs_are_refused_with_an_example(string text) =>
        Assert.Contains("f", Assert.Throws<ArgumentException>(() => ThresholdGoal.ParseCost(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("hotdog=0")]
    [InlineData("hotdog=95")]
    [InlineData("0.95")]
    public void Shares_lie_between_0_and_1(string text) =>
        Assert.Throws<ArgumentException>(() => ThresholdGoal.ParseLeast(ThresholdRule.MinimumRecall, text));

    [Fact]
    public void A_class_that_is_not_there_is_told()
    {
        var exception = Assert.Throws<ArgumentException>(() => ThresholdGoal.ParseLeast(ThresholdRule.MinimumRecall, "hotdgo=0.9").For(Classes, [1, 1]));

        Assert.Contains("'hotdog' and 'other'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_classes_have_no_threshold() =>
        Assert.Throws<ArgumentException>(() => new ThresholdGoal(ThresholdRule.F1).For(["a", "b", "c"], [1, 1, 1]));
}
