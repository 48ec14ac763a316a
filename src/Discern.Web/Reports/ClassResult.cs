using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>How well one class is told from the others on one split.</summary>
/// <param name="Name">The class, as its folder or table names it: text from outside.</param>
/// <param name="Precision">Share of the answers "this class" that are right, 0 to 1.</param>
/// <param name="Recall">Share of the class's pictures that are found, 0 to 1.</param>
/// <param name="F1">Harmonic mean of precision and recall, 0 to 1.</param>
/// <param name="Count">Pictures that belong to the class (support).</param>
public sealed record ClassResult(string Name, Measure Precision, Measure Recall, Measure F1, long Count)
{
    /// <summary>An evaluation's class; what has no meaning, as the precision of a class that was never answered, is not a number here.</summary>
    public static ClassResult From(ClassEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return new ClassResult(
            evaluation.Name,
            evaluation.IsPrecisionDefined ? Measure.From(evaluation.Precision) : Measure.NotDefined,
            evaluation.IsRecallDefined ? Measure.From(evaluation.Recall) : Measure.NotDefined,
            evaluation.Occurs ? Measure.From(evaluation.F1) : Measure.NotDefined,
            evaluation.Support);
    }
}
