using Discern.Datasets;

namespace Discern.Splitting;

/// <summary>One picture of a split.</summary>
/// <param name="Path">Where it lies now, with forward slashes: relative to the folder of the split, or to the data set where only a table was written.</param>
/// <param name="Example">What it is: its path in the data set, its class, split and group.</param>
public sealed record SplitPicture(string Path, Example Example);
