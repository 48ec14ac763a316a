namespace Discern.Mapping;

/// <summary>How far a map is.</summary>
/// <param name="Phase">What is done.</param>
/// <param name="Done">How many steps of it are over.</param>
/// <param name="Total">How many it has.</param>
public readonly record struct MapProgress(MapPhase Phase, int Done, int Total);
