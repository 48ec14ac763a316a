using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class VerdictTests
{
    [Fact]
    public void A_good_classifier() => AssertVerdict(
        [[86, 4], [4, 86]], ["santa", "not-a-santa"],
        "X");

    [Fact]
    public void Accuracy_that_guessing_reaches_too() => AssertVerdict(
        [[85, 2], [11, 2]], ["nothotdog", "hotdog"],
        "X");

    [Fact]
    public void Worse_than_guessing() => AssertVerdict(
        [[2, 58], [0, 40]], ["a", "b"],
        "X");

    [Fact]
    public void Rare_never_answered_and_absent_classes() => AssertVerdict(
        [[50, 0, 0, 0], [0, 40, 0, 0], [3, 1, 0, 0], [0, 0, 0, 0]], ["cat", "dog", "<b>wolf</b>\n", "fox"],
        "X");

    [Fact]
    public void One_picture() => AssertVerdict([[1, 0], [0, 0]], ["a", "b"], "X");

    private static void AssertVerdict(int[][] confusion, string[] classes, params string[] expected)
    {
        PredictionTable table = TestTable.OfConfusion(confusion) with { Classes = classes };
        Verdict verdict = Verdict.Of(Evaluator.Evaluate(table, new EvaluationOptions()));
        Assert.Equal(string.Join('\n', expected), string.Join('\n', verdict.Sentences));
        Assert.Equal(string.Join(' ', expected), verdict.ToString());
    }
}
