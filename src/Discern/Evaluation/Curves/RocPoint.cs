namespace Discern.Evaluation.Curves;

/// <summary>A point of a ROC curve.</summary>
/// <param name="Threshold">The probability from which on the class is answered; infinite where it never is.</param>
/// <param name="FalsePositiveRate">The share of the other classes' pictures that are answered with it.</param>
/// <param name="TruePositiveRate">The share of the class's pictures that are: recall.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
