namespace Discern.Balancing;

/// <summary>A row that was made: first + share · (second − first), feature by feature.</summary>
/// <param name="Label">Its class, which is that of both parents.</param>
/// <param name="First">The row that it was made from.</param>
/// <param name="Second">The neighbour towards which it lies.</param>
/// <param name="Share">How far towards it, from 0 to below 1.</param>
public readonly record struct SyntheticRow(int Label, int First, int Second, float Share);
