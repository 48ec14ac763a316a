namespace Discern.Datasets;

/// <summary>The pictures of a folder with their classes and groups, before any split is drawn.</summary>
/// <param name="Root">The full path of the folder.</param>
/// <param name="Classes">In ordinal order.</param>
/// <param name="Examples">In the ordinal order of their paths; their splits count only where <paramref name="BringsSplits"/>.</param>
/// <param name="Sizes">The length of each file in bytes, in the order of <paramref name="Examples"/>.</param>
/// <param name="BringsSplits">Whether the data set gives splits of its own.</param>
/// <param name="Remarks">What was left out, as sentences.</param>
internal sealed record Inventory(
    string Root, IReadOnlyList<string> Classes, List<Example> Examples, IReadOnlyList<long> Sizes, bool BringsSplits, IReadOnlyList<string> Remarks);
