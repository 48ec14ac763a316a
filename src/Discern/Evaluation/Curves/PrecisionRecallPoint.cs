namespace Discern.Evaluation.Curves;

/// <summary>A point of a precision-recall curve.</summary>
/// <param name="Threshold">The probability from which on the class is answered; infinite where it never is.</param>
/// <param name="Precision">The share of these answers that are right.</param>
/// <param name="Recall">The share of the class's pictures that are found.</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Precision, double Recall);
