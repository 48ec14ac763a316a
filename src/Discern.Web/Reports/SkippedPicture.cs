namespace Discern.Web.Reports;

/// <summary>A picture that was left out.</summary>
/// <param name="Path">Its path in the data, forward slashes; text from outside.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record SkippedPicture(string Path, string Reason);
