using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>Whether probabilities are what they say.</summary>
/// <param name="Now">The evaluation of the classifier as it is.</param>
/// <param name="Before">The same without the correction of its probabilities; null where they are not corrected.</param>
/// <param name="Choice">How the correction was chosen, as a sentence; null where nothing was tried.</param>
public sealed record TrustCurves(SplitEvaluation Now, SplitEvaluation? Before, string? Choice);
