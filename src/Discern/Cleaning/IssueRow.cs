namespace Discern.Cleaning;

/// <summary>An issue as <c>issues.csv</c> tells it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">The picture that it is about, relative to the collection's root; null where it is about a class.</param>
/// <param name="Related">The picture to see beside it; null where there is none.</param>
/// <param name="Score">How sure or how far, in the measure of its kind; larger is worse.</param>
/// <param name="Explanation">A sentence.</param>
public sealed record IssueRow(IssueKind Kind, string? Path, string? Related, double Score, string Explanation);
