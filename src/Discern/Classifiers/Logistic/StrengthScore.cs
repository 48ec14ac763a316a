namespace Discern.Classifiers.Logistic;

/// <summary>How one strength did in cross-validation.</summary>
/// <param name="Strength">scikit-learn's C.</param>
/// <param name="Mean">The mean score over the folds.</param>
/// <param name="StandardError">The standard deviation of the folds' scores over the square root of their number.</param>
public sealed record StrengthScore(double Strength, double Mean, double StandardError);
