namespace Discern.Compute.Elementwise;

/// <summary>Which random numbers a kernel draws: the n-th value's is a function of (seed, stream, first + n).</summary>
/// <param name="Seed">The user's seed.</param>
/// <param name="Stream">Names what they are for: the layer and the step.</param>
/// <param name="First">The index of the first value, 0 or more: where the values are a part of a batch, its place there.</param>
public readonly record struct RandomDraw(ulong Seed, ulong Stream, long First = 0);
