using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class VerdictTests
{
    [Fact]
    public void A_good_classifier() => AssertVerdict(
        [[86, 4], [4, 86]], ["santa", "not-a-santa"],
        "Right on 172 of 180 pictures (95.6 %, likely between 91.7 and 98.3 %); always answering 'santa' would be right on 50.0 %.",
        "This is better than guessing the largest class every time, by more than chance explains.");

    [Fact]
    public void Accuracy_that_guessing_reaches_too() => AssertVerdict(
        [[85, 2], [11, 2]], ["nothotdog", "hotdog"],
        "Right on 87 of 100 pictures (87.0 %, likely between 79.0 and 93.0 %); always answering 'nothotdog' would be right on 87.0 %.",
        "This is not shown to be better than guessing the largest class every time.",
        "'hotdog' is rare, 13 of 100 pictures: 15.4 % of them were found (likely between 0.0 and 47.0 %), and 50.0 % of 4 answers 'hotdog' were right (likely between 0.0 and 100.0 %).");

    [Fact]
    public void Worse_than_guessing() => AssertVerdict(
        [[2, 58], [0, 40]], ["a", "b"],
        "Right on 42 of 100 pictures (42.0 %, likely between 32.6 and 52.0 %); always answering 'a' would be right on 60.0 %.",
        "This is worse than guessing the largest class every time, by more than chance explains.");

    [Fact]
    public void Rare_never_answered_and_absent_classes() => AssertVerdict(
        [[50, 0, 0, 0], [0, 40, 0, 0], [3, 1, 0, 0], [0, 0, 0, 0]], ["cat", "dog", "<b>wolf</b>\n", "fox"],
        "Right on 90 of 94 pictures (95.7 %, likely between 90.4 and 98.9 %); always answering 'cat' would be right on 53.2 %.",
        "This is better than guessing the largest class every time, by more than chance explains.",
        "'<b>wolf</b>\uFFFD' is rare, 4 of 94 pictures: 0.0 % of them were found (likely between 0.0 and 60.2 %).",
        "The answer '<b>wolf</b>\uFFFD' was never given, so its precision has no meaning and counts as 0.",
        "No picture here is of the class 'fox', so nothing is known about how well it is found.",
        "The answer 'fox' was never given, so its precision has no meaning and counts as 0.");

    [Fact]
    public void One_picture() => AssertVerdict(
        [[1, 0], [0, 0]], ["a", "b"],
        "Right on 1 of 1 picture (100.0 %, likely between 2.5 and 100.0 %); always answering 'a' would be right on 100.0 %.",
        "This is not shown to be better than guessing the largest class every time.",
        "No picture here is of the class 'b', so nothing is known about how well it is found.",
        "The answer 'b' was never given, so its precision has no meaning and counts as 0.");

    private static void AssertVerdict(int[][] confusion, string[] classes, params string[] expected)
    {
        PredictionTable table = TestTable.OfConfusion(confusion) with { Classes = classes };
        Verdict verdict = Verdict.Of(Evaluator.Evaluate(table, new EvaluationOptions()));
        Assert.Equal(string.Join('\n', expected), string.Join('\n', verdict.Sentences));
        Assert.Equal(string.Join(' ', expected), verdict.ToString());
    }
}
