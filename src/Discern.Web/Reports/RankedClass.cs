using Discern.Evaluation.Curves;

namespace Discern.Web.Reports;

/// <summary>How well a class's probability ranks its pictures above the others.</summary>
/// <param name="Class">The class; text from outside.</param>
/// <param name="RocArea">The area under its ROC curve, with its interval.</param>
/// <param name="AveragePrecision">Its average precision, with its interval.</param>
/// <param name="Roc">The curve, thinned.</param>
/// <param name="PrecisionRecall">The curve, thinned.</param>
/// <param name="Share">The class's share of the pictures: the precision of answering it always.</param>
public sealed record RankedClass(
    string Class, Measure RocArea, Measure AveragePrecision, IReadOnlyList<RocPoint> Roc, IReadOnlyList<PrecisionRecallPoint> PrecisionRecall, double Share);
