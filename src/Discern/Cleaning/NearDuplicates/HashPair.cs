namespace Discern.Cleaning.NearDuplicates;

/// <summary>Two hashes that differ in few bits.</summary>
/// <param name="First">The index of one.</param>
/// <param name="Second">The index of the other.</param>
/// <param name="Distance">How many of their 64 bits differ.</param>
public readonly record struct HashPair(int First, int Second, int Distance);
