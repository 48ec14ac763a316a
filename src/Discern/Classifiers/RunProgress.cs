namespace Discern.Classifiers;

/// <summary>How far a phase is.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Done">Pictures done; in training those of all epochs so far, drawn variants counted; in a comparison classifiers.</param>
/// <param name="Total">Pictures there are in all.</param>
/// <param name="PerSecond">Pictures per second since the phase began; 0 before the first is done.</param>
public readonly record struct RunProgress(RunPhase Phase, long Done, long Total, double PerSecond);
