using Discern.Datasets;
using Discern.Evaluation;
using Discern.Tests.Shared;
using Discern.Web.Studio.Judging;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Studio;

/// <summary>What the slider shows is what an evaluation of the run, set to that threshold, would say.</summary>
public sealed class JudgedRunTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.3499999)]
    [InlineData(0.5)]
    [InlineData(0.66)]
    [InlineData(0.72)]
    [InlineData(1)]
    public void It_says_what_an_evaluation_at_that_threshold_says(double threshold)
    {
        var table = _fixture.Run.Predictions(Split.Test)!;
        PredictionTable set = table with { Rows = [.. table.Rows.Select(row => row with { Predicted = row.Probabilities[1] >= threshold ? 1 : 0 })] };
        var expected = Evaluator.Evaluate(set, new EvaluationOptions { Draws = 50 });
        var blue = expected.Classes[1];

        var answer = new JudgedRun(_fixture.Run).Answer("run", new ThresholdQuestion(RunFixture.Blue, threshold, MissCost: 3, FalseAlarmCost: 2));

        Assert.Equal(expected.Confusion[1][1], answer.Point.Found);
        Assert.Equal(expected.Confusion[1][0], answer.Point.Missed);
        Assert.Equal(expected.Confusion[0][1], answer.Point.FalseAlarms);
        Assert.Equal(expected.Confusion[0][0], answer.Point.Rejected);
        Assert.Equal(blue.Recall.Value, answer.Point.Recall, 12);
        if (blue.IsPrecisionDefined)
        {
            Assert.Equal(blue.Precision.Value, answer.Point.Precision, 12);
        }

        Assert.Equal(100.0 * ((3 * expected.Confusion[1][0]) + (2 * expected.Confusion[0][1])) / 20, answer.CostPerHundred, 9);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void Behind_each_count_are_as_many_pictures(double threshold)
    {
        var run = new JudgedRun(_fixture.Run);
        foreach (var name in (string[])[RunFixture.Red, RunFixture.Blue])
        {
            var question = new ThresholdQuestion(name, threshold, 1, 1);
            var answer = run.Answer("run", question);
            Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.Equal(answer.Count(outcome), run.Rows(question, outcome).Count));
            Assert.Equal(20, Enum.GetValues<Outcome>().Sum(outcome => run.Rows(question, outcome).Count));
        }
    }

    [Fact]
    public void It_begins_where_the_run_is()
    {
        var usual = new JudgedRun(_fixture.Run).Usual;

        Assert.Equal((RunFixture.Red, 0.5), (usual.Class, usual.Threshold)); // the rarer class
        Assert.Equal((1, 1), (usual.MissCost, usual.FalseAlarmCost));
    }

    [Fact]
    public void A_class_that_is_not_there_is_said() =>
        Assert.Contains("no class 'green'", Assert.Throws<ArgumentException>(() => new JudgedRun(_fixture.Run).Answer("run", new ThresholdQuestion("green", 0.5, 1, 1))).Message, StringComparison.Ordinal);

    [UnixFact]
    public void A_picture_that_a_link_leads_out_to_is_not_shown()
    {
        var data = _fixture.Run.Description.Dataset.Path;
        var outside = Path.Combine(Path.GetDirectoryName(data)!, "outside.png");
        File.Move(Path.Combine(data, "blue-07.png"), outside);
        File.CreateSymbolicLink(Path.Combine(data, "blue-07.png"), outside);

        var run = new JudgedRun(_fixture.Run);

        Assert.Null(run.Pictures!.Find("blue-07.png"));
        var shown = run.Report.Galleries!.Pictures.Single(picture => picture.Path == "blue-07.png");
        Assert.Null(shown.Thumbnail);
    }
}
