using Discern.Datasets;

namespace Discern.Cleaning;

/// <summary>A picture of a collection, and what a look at it told.</summary>
/// <param name="Path">Relative to the collection's root, with forward slashes.</param>
/// <param name="Label">The name of its class; null where the collection has no classes.</param>
/// <param name="Split">Its split; null where the collection gives none.</param>
/// <param name="Facts">What it is; null where it cannot be read.</param>
/// <param name="Failure">Why it cannot be read, as the end of a sentence; null where it can.</param>
public sealed record SurveyedPicture(string Path, string? Label, Split? Split, PictureFacts? Facts, string? Failure);
