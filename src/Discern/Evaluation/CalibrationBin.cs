namespace Discern.Evaluation;

/// <summary>How often a range of probabilities came true: a point of the calibration curve, of which there are ten ranges of equal width.</summary>
/// <param name="Count">The pictures whose probability lies in the range; at least 1.</param>
/// <param name="Probability">Their mean probability: what the classifier promised.</param>
/// <param name="Observed">The share of them for which it was true.</param>
public sealed record CalibrationBin(int Count, double Probability, Estimate Observed);
