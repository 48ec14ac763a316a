using Discern.Comparing;
using Discern.Comparing.Runs;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;
using Discern.Tests.Runs;

namespace Discern.Tests.Comparing.Runs;

public sealed class RunComparerTests : IDisposable
{
    private static readonly string[] Classes = ["many", "few"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Runs_are_compared_picture_by_picture()
    {
        // Of 40 rare pictures the first run finds 20, the second 35; both raise 4 false alarms, of other pictures.
        RunFolder first = Run("first", row => row is < 20 or >= 196);
        RunFolder second = Run("second", row => row is < 35 or (>= 40 and < 44));

        Comparison comparison = new RunComparer(new RunComparisonOptions()).Compare([first, second]);

        Contender other = comparison.Contenders[1];
        Assert.Equal(("first", "few", 200, ComparedMetric.F1), (comparison.Reference, comparison.RareClass, comparison.Pictures, comparison.Metric));
        Assert.Equal(new PairedAnswers(4, 19, other.Answers!.PValue, other.Answers.AdjustedPValue), other.Answers);
        Assert.Equal(new McNemarTest(4, 19).PValue, other.Answers.PValue);
        Assert.Equal(ComparisonOutcome.Better, other.Outcome);
        MetricComparison recall = other.Of(ComparedMetric.Recall)!;
        Assert.Equal((35 - 20) / 40.0, recall.Difference!.Value, 1e-12);
        Assert.InRange(recall.Difference.Low, 0.2, 0.3);
        Assert.InRange(recall.Difference.High, 0.45, 0.6);
        Assert.Equal("'second' is better than 'first' by F1, 0.89 against 0.62: take it.", comparison.Verdict);
        Assert.Equal("'second' is better than 'first' by F1: stay with it.", new RunComparer(new RunComparisonOptions()).Compare([second, first]).Verdict);
    }

    [Fact]
    public void A_small_difference_is_said_not_to_be_shown()
    {
        RunFolder first = Run("first", row => row < 30);
        RunFolder second = Run("second", row => row is < 29 or 35);
        RunFolder third = Run("third", row => row < 30);

        Comparison comparison = new RunComparer(new RunComparisonOptions()).Compare([first, second, third]);

        Assert.Equal([ComparisonOutcome.Reference, ComparisonOutcome.Undecided, ComparisonOutcome.Same], comparison.Contenders.Select(contender => contender.Outcome));
        Assert.Contains("no difference that these pictures can show", comparison.Contenders[1].Sentence, StringComparison.Ordinal);
        Assert.Equal("Both are right and wrong on the same pictures: take the simpler one.", new RunComparer(new RunComparisonOptions()).Compare([first, third]).Verdict);
        Assert.Contains("These pictures do not show that any other run is better than 'first'", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_only_some_pictures_are_common_it_compares_on_these_and_says_so()
    {
        RunFolder first = Run("first", row => row < 20);
        RunFolder second = Run("second", row => row < 30, skip: 10);

        Comparison comparison = new RunComparer(new RunComparisonOptions()).Compare([first, second]);

        Assert.Equal(190, comparison.Pictures);
        Assert.Contains(comparison.Remarks, remark => remark.Contains("of 200, 190 test pictures 190 are common, and they are compared on these", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_in_a_sentence()
    {
        RunFolder first = Run("first", row => row < 20);
        RunFolder apart = Run("apart", row => row < 20, skip: 190);
        RunFolder foreign = Run("foreign", row => row < 20);
        foreign.Save(foreign.Description with { Classes = ["cat", "dog"] });
        RunFolder unfinished = Run("unfinished", row => row < 20);
        File.Delete(Path.Combine(unfinished.Path, "evaluation.json"));
        var comparer = new RunComparer(new RunComparisonOptions());

        Assert.Contains("One run has nothing to be compared with", Assert.Throws<ArgumentException>(() => comparer.Compare([first])).Message, StringComparison.Ordinal);
        Assert.Contains("stands there twice", Assert.Throws<ArgumentException>(() => comparer.Compare([first, first])).Message, StringComparison.Ordinal);
        Assert.Contains("10 are common, too few", Assert.Throws<DiscernException>(() => comparer.Compare([first, apart])).Message, StringComparison.Ordinal);
        Assert.Contains("tell different classes apart", Assert.Throws<DiscernException>(() => comparer.Compare([first, foreign])).Message, StringComparison.Ordinal);
        Assert.Contains("has not been evaluated", Assert.Throws<DiscernException>(() => comparer.Compare([unfinished, first])).Message, StringComparison.Ordinal);
    }

    /// <summary>A finished run that answers 'few' for the rows a rule names; the first 40 of 200 truly are.</summary>
    private RunFolder Run(string name, Func<int, bool> isFew, int skip = 0)
    {
        RunFolder run = RunFolder.Create(folder.In(name));
        run.Save(RunFolderTests.Description() with { Classes = Classes, IsFinished = true });
        var table = new PredictionTable(Classes, [.. Enumerable.Range(0, 200).Skip(skip).Select(row =>
            new Prediction($"{row}.png", row < 40 ? 1 : 0, isFew(row) ? 1 : 0, isFew(row) ? [0.2f, 0.8f] : [0.9f, 0.1f]))]);
        run.Save(Split.Test, table);
        run.Save(new EvaluationDocument { Test = Evaluator.Evaluate(table, new EvaluationOptions { Draws = 20 }) });
        return run;
    }
}
