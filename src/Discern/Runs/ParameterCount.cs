namespace Discern.Runs;

/// <summary>How many numbers a classifier holds.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Trainable">Those that training changes.</param>
public sealed record ParameterCount(long Total, long Trainable);
