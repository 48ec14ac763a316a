namespace Discern.Runs;

/// <summary>A picture that was left out of a run.</summary>
/// <param name="Path">Relative to the data set's root.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record SkippedPicture(string Path, string Reason);
