namespace Discern.Synthesizing;

/// <summary>How far a synthesis is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Done">Pictures done.</param>
/// <param name="Total">Pictures in all.</param>
public sealed record SynthesisProgress(SynthesisPhase Phase, int Done, int Total);
