using Discern.Datasets;

namespace Discern.Cleaning;

/// <summary>A picture of a collection before anybody looked at it.</summary>
internal sealed record CollectedPicture(string Path, string? Label, Split? Split);
