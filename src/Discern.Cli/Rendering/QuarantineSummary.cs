namespace Discern.Cli.Rendering;

/// <summary>What <c>discern clean --undo --json</c> writes.</summary>
/// <param name="Restored">How many pictures were brought back.</param>
/// <param name="Remarks">Those that were not, and why, as sentences.</param>
internal sealed record QuarantineSummary(int Restored, IReadOnlyList<string> Remarks);
