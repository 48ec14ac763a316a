namespace Discern.Faces;

/// <summary>A face that was cut out of a picture.</summary>
/// <param name="Face">Where it was, in the picture's pixels.</param>
/// <param name="Path">The file that was written, from the folder of all crops, with forward slashes.</param>
public sealed record CroppedFace(Face Face, string Path);
