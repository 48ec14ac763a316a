using Discern.Imaging;

namespace Discern.Faces;

/// <summary>The formats that crops are written in, by their extensions.</summary>
internal static class CropFile
{
    private const int JpegQuality = 95;
    private const int WebPQuality = 90;

    /// <summary>Whether an extension, with its dot or without, stands for such a format.</summary>
    public static bool IsWritable(string extension) => extension.TrimStart('.').ToUpperInvariant() is "JPG" or "JPEG" or "PNG" or "WEBP";

    /// <summary>The name of a picture's crop: with the wanted extension, else its own, else png.</summary>
    public static string NameOf(string picture, string? extension) =>
        extension is not null ? Path.ChangeExtension(picture, extension)
        : IsWritable(Path.GetExtension(picture)) ? picture
        : Path.ChangeExtension(picture, "png");

    /// <summary>The bytes of a file of that name.</summary>
    public static byte[] Encode(Picture picture, string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".PNG" => PictureEncoder.Png(picture),
        ".WEBP" => PictureEncoder.WebP(picture, WebPQuality),
        _ => PictureEncoder.Jpeg(picture, JpegQuality),
    };
}
