namespace Discern.Cleaning;

/// <summary>How far a phase is.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Done">Pictures done.</param>
/// <param name="Total">Pictures there are in all.</param>
public readonly record struct CleaningProgress(CleaningPhase Phase, int Done, int Total);
