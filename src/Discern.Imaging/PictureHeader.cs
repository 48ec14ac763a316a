namespace Discern.Imaging;

/// <summary>What a picture's file says about it before any pixel is decoded.</summary>
/// <param name="Format">What the file holds, by its content.</param>
/// <param name="Width">Pixels in a row, once the picture is upright.</param>
/// <param name="Height">Rows, once the picture is upright.</param>
/// <param name="Orientation">How the camera was held, 1 to 8 as in EXIF; 1 is upright, and 5 to 8 lie on a side.</param>
public sealed record PictureHeader(PictureFormat Format, int Width, int Height, int Orientation)
{
    /// <summary>Whether a colour profile other than sRGB is embedded, so that the colours have to be converted.</summary>
    public bool HasForeignProfile { get; init; }

    /// <summary>Make and model of the camera, as EXIF has them; null where the file names none.</summary>
    public string? Camera { get; init; }
}
