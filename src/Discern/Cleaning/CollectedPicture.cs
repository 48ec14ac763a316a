using Discern.Datasets;

namespace Discern.Cleaning;

/// <summary>A picture of a collection before anybody looked at it.</summary>
/// <param name="Path">Relative to the collection's root, with forward slashes.</param>
/// <param name="Label">The name of its class; null where the collection has no classes.</param>
/// <param name="Split">Its split; null where the collection gives none.</param>
public sealed record CollectedPicture(string Path, string? Label, Split? Split);
