using Discern.Web.Reports;

namespace Discern.Web.Cleanings;

/// <summary>A picture of a finding.</summary>
/// <param name="Path">Its path in the collection, forward slashes; text from outside.</param>
/// <param name="Place">Its class and split, as far as there are any.</param>
/// <param name="Facts">Size and format, or why it cannot be read.</param>
/// <param name="IsAccused">Whether the finding is about this one; else it stands beside it for comparison.</param>
/// <param name="Thumbnail">The picture, small; null where it cannot be read.</param>
/// <param name="Trouble">Why there is no thumbnail, as a sentence.</param>
public sealed record FindingPicture(string Path, string Place, string Facts, bool IsAccused, Thumbnail? Thumbnail, string? Trouble);
