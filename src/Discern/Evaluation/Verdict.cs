using System.Globalization;

namespace Discern.Evaluation;

/// <summary>What an evaluation says, in sentences for somebody who has never heard of a metric.</summary>
/// <param name="Sentences">The sentences, the most important first. Class names stand in them as plain text: escape where they are shown.</param>
public sealed record Verdict(IReadOnlyList<string> Sentences)
{
    /// <summary>A class is rare with less than this share of what it would have if all classes were as large.</summary>
    private const double RareShare = 0.5;

    /// <summary>Puts an evaluation into words.</summary>
    /// <param name="evaluation">The figures.</param>
    /// <param name="subject">What was judged, in the singular.</param>
    public static Verdict Of(SplitEvaluation evaluation, string subject = "picture") => new(
    [
        Accuracy(evaluation, subject),
        AgainstLazy(evaluation),
        .. evaluation.Classes.SelectMany(item => OnClass(item, evaluation, subject)),
    ]);

    /// <summary>All sentences as one paragraph.</summary>
    public override string ToString() => string.Join(' ', Sentences);

    private static string Accuracy(SplitEvaluation evaluation, string subject) =>
        $"Right on {evaluation.Right} of {Counted(evaluation.Count, subject)} ({Doubtful(evaluation.Accuracy)}); " +
        $"always answering '{ShownName.Of(evaluation.LazyClass)}' would be right on {Percent(evaluation.LazyAccuracy.Value)} %.";

    private static string AgainstLazy(SplitEvaluation evaluation)
    {
        double lazy = evaluation.LazyAccuracy.Value;
        if (evaluation.Accuracy.Contains(lazy))
        {
            return "This is not shown to be better than guessing the largest class every time.";
        }

        return evaluation.Accuracy.Low > lazy
            ? "This is better than guessing the largest class every time, by more than chance explains."
            : "This is worse than guessing the largest class every time, by more than chance explains.";
    }

    private static IEnumerable<string> OnClass(ClassEvaluation item, SplitEvaluation evaluation, string subject)
    {
        string name = $"'{ShownName.Of(item.Name)}'";
        if (!item.IsRecallDefined)
        {
            yield return $"No {subject} here is of the class {name}, so nothing is known about how well it is found.";
        }
        else if (item.RealShare < RareShare / evaluation.Classes.Count)
        {
            yield return $"{name} is rare, {item.Support} of {Counted(evaluation.Count, subject)}: " +
                $"{Percent(item.Recall.Value)} % of them were found ({Likely(item.Recall)})" +
                (item.IsPrecisionDefined ? $", and {Percent(item.Precision.Value)} % of {Counted(item.Predicted, "answer")} {name} were right ({Likely(item.Precision)})." : ".");
        }

        if (!item.IsPrecisionDefined)
        {
            yield return $"The answer {name} was never given, so its precision has no meaning and counts as 0.";
        }
    }

    private static string Doubtful(Estimate estimate) => $"{Percent(estimate.Value)} %, {Likely(estimate)}";

    private static string Likely(Estimate estimate) => $"likely between {Percent(estimate.Low)} and {Percent(estimate.High)} %";

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    private static string Counted(int count, string noun) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
