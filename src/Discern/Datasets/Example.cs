namespace Discern.Datasets;

/// <summary>One picture of a data set, with its class and its split.</summary>
/// <param name="Path">Where the picture lies, relative to the data set's root, with forward slashes.</param>
/// <param name="Label">The index of its class in <see cref="Dataset.Classes"/>.</param>
/// <param name="Split">What the picture is used for.</param>
/// <param name="Group">Pictures that belong together (one subject, one original) bear the same name here; null where the picture stands alone.</param>
public sealed record Example(string Path, int Label, Split Split, string? Group);
