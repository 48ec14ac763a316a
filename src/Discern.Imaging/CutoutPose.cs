namespace Discern.Imaging;

/// <summary>Where and how a cut-out lies on a picture.</summary>
/// <param name="X">The column of its centre, in pixels of the picture.</param>
/// <param name="Y">The row of its centre, in pixels of the picture.</param>
/// <param name="Rotation">Degrees; positive turns it clockwise.</param>
/// <param name="IsFlipped">Whether it is mirrored left to right.</param>
public readonly record struct CutoutPose(float X, float Y, float Rotation, bool IsFlipped);
