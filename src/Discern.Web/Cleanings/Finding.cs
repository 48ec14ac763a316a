namespace Discern.Web.Cleanings;

/// <summary>An issue with its pictures.</summary>
/// <param name="Explanation">The sentence.</param>
/// <param name="Pictures">The pictures, side by side.</param>
public sealed record Finding(string Explanation, IReadOnlyList<FindingPicture> Pictures);
