namespace Discern.Faces;

/// <summary>What became of one picture.</summary>
/// <param name="Path">The picture, from the folder that holds all, with forward slashes.</param>
/// <param name="Faces">The faces that were cut out, the largest first; none where there are none.</param>
/// <param name="Reason">Why there are none, as a sentence; null where there are.</param>
public sealed record CroppedPicture(string Path, IReadOnlyList<CroppedFace> Faces, string? Reason);
