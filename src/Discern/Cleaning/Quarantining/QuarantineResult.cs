namespace Discern.Cleaning.Quarantining;

/// <summary>What was moved.</summary>
/// <param name="Moved">How many pictures were moved.</param>
/// <param name="Remarks">What was not, and why, as sentences.</param>
public sealed record QuarantineResult(int Moved, IReadOnlyList<string> Remarks);
