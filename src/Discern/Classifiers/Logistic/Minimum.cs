namespace Discern.Classifiers.Logistic;

/// <summary>Where a search for a minimum ended.</summary>
/// <param name="Value">The function's value.</param>
/// <param name="GradientNorm">The largest derivative by absolute value.</param>
/// <param name="Iterations">The number of steps taken.</param>
/// <param name="IsConverged">Whether the gradient came under the tolerance.</param>
internal sealed record Minimum(double Value, double GradientNorm, int Iterations, bool IsConverged);
