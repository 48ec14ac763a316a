namespace Discern.Cleaning.Adding;

/// <summary>What became of pictures that were to be added.</summary>
/// <param name="Added">Those that are there now, all with one time.</param>
/// <param name="Remarks">About each that is not, and why, as sentences.</param>
public sealed record AdditionResult(IReadOnlyList<Addition> Added, IReadOnlyList<string> Remarks);
