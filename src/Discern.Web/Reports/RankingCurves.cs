using Discern.Evaluation;
using Discern.Evaluation.Curves;

namespace Discern.Web.Reports;

/// <summary>How well classes are ranked, at every threshold.</summary>
/// <param name="Classes">With two classes the second, with more those that are ranked worst; text from outside.</param>
/// <param name="All">How many classes there are.</param>
public sealed record RankingCurves(IReadOnlyList<RankedClass> Classes, int All)
{
    // More lines could not be told apart.
    private const int MostClasses = 5;

    // More points than pixels on a small screen are not seen.
    private const int MostPoints = 200;

    /// <summary>Draws the curves; null where a class has no picture, or there are too many classes.</summary>
    public static RankingCurves? Of(PredictionTable table, SplitEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(evaluation);
        if (evaluation.RocAuc is null)
        {
            return null;
        }

        IEnumerable<int> labels = evaluation.Classes.Count == 2
            ? [1]
            : Enumerable.Range(0, evaluation.Classes.Count).OrderBy(label => evaluation.Classes[label].AveragePrecision!.Value).Take(MostClasses).Order();
        return new RankingCurves([.. labels.Select(label => Of(table, evaluation.Classes[label], label))], evaluation.Classes.Count);
    }

    /// <summary>Draws the curves of one class; null where the evaluation has none of that name, or no areas.</summary>
    public static RankedClass? Of(PredictionTable table, SplitEvaluation evaluation, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(evaluation);
        var label = evaluation.Classes.Index().FirstOrDefault(each => string.Equals(each.Item.Name, name, StringComparison.Ordinal), (-1, null!)).Index;
        return label < 0 || evaluation.RocAuc is null ? null : Of(table, evaluation.Classes[label], label);
    }

    private static RankedClass Of(PredictionTable table, ClassEvaluation item, int label) => new(
        item.Name,
        Measure.From(item.RocAuc!),
        Measure.From(item.AveragePrecision!),
        Thinned(RocCurve.Of(table, label).Points),
        Thinned(PrecisionRecallCurve.Of(table, label).Points),
        item.RealShare);

    private static IReadOnlyList<T> Thinned<T>(IReadOnlyList<T> points) => points.Count <= MostPoints
        ? points
        : [.. Enumerable.Range(0, MostPoints).Select(place => points[(int)((long)place * (points.Count - 1) / (MostPoints - 1))])];
}
