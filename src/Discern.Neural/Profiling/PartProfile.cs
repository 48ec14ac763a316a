namespace Discern.Neural.Profiling;

/// <summary>Something that is done outside the plans, in a profile.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Calls">How many times it was done.</param>
/// <param name="Seconds">Its own time: without what it spends in other parts or in plans.</param>
public sealed record PartProfile(string Name, long Calls, double Seconds);
