namespace Discern.Classifiers.Logistic;

/// <summary>When a search for a minimum ends.</summary>
/// <param name="Tolerance">It has converged when no derivative is larger than this.</param>
/// <param name="MaximumIterations">It gives up after so many steps.</param>
internal readonly record struct LimitedMemoryBfgsOptions(double Tolerance, int MaximumIterations);
