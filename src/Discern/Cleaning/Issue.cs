namespace Discern.Cleaning;

/// <summary>Something that may be wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Picture">The index of the picture that it is about; null where it is about a class.</param>
/// <param name="Related">The indices of pictures to see beside it: what it is a copy of, or examples.</param>
/// <param name="Score">How sure or how far, in the measure of its kind; larger is worse.</param>
/// <param name="Explanation">A sentence.</param>
public sealed record Issue(IssueKind Kind, int? Picture, IReadOnlyList<int> Related, double Score, string Explanation);
