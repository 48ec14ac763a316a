namespace Discern.Runs;

/// <summary>The data set that a run learnt from.</summary>
/// <param name="Path">The full path of its folder.</param>
/// <param name="Fingerprint">SHA-256 over classes, paths, sizes, labels and splits.</param>
/// <param name="Remarks">What was left out or chosen when it was read.</param>
public sealed record DatasetDescription(string Path, string Fingerprint, IReadOnlyList<string> Remarks);
