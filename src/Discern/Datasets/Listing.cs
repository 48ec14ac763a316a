namespace Discern.Datasets;

/// <summary>A picture as a folder or an index names it, before classes are numbered and splits are drawn.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Category">The name of its class.</param>
/// <param name="Split">The split that the data set itself gives; null where it gives none.</param>
/// <param name="Group">The group that the index gives; null where it gives none.</param>
/// <param name="Size">The file's length in bytes.</param>
internal sealed record Listing(string Path, string Category, Split? Split, string? Group, long Size);
