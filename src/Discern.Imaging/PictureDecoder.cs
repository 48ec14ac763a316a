using Discern.Imaging.Decoding;
using Discern.Imaging.Native;

namespace Discern.Imaging;

/// <summary>Decodes pictures by their content, whatever the file is called: see <see cref="PictureFormat"/>.</summary>
/// <remarks>
/// Every picture comes out upright and in 8 bits of sRGB (or grey): EXIF orientation and embedded colour profiles are applied,
/// CMYK, palettes and 16 bits converted, transparency laid over white. A truncated or damaged picture is refused, not half shown.
/// The same bytes and options give the same pixels, on any number of threads.
/// </remarks>
public static class PictureDecoder
{
    /// <summary>Changes whenever the same bytes and options come to give other pixels: whoever keeps what was made of pixels keeps this with it.</summary>
    public const int Version = 3;

    /// <summary>Loads libvips ahead of the first picture.</summary>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static void Prepare() => VipsLibrary.Start();

    /// <summary>Decodes a file of at most 512 MiB.</summary>
    /// <example><code>
    /// var picture = PictureDecoder.Decode("cat.jpg", new DecodeOptions { Width = 64, Height = 64 });
    /// // picture.Pixels holds 64 × 64 × 3 bytes
    /// </code></example>
    /// <exception cref="UnreadablePictureException">The file is not there, cannot be opened, is too large, damaged or no picture.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static Picture Decode(string path, DecodeOptions options)
    {
        using PictureFile file = PictureFile.Read(path);
        return Decode(file.Contents, path, options);
    }

    /// <summary>Decodes a picture in memory.</summary>
    /// <param name="contents">The bytes of the file.</param>
    /// <param name="name">What to call it where it cannot be read.</param>
    /// <param name="options">What it is to look like.</param>
    /// <exception cref="UnreadablePictureException">The bytes are too large a picture, a damaged one or none.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static Picture Decode(ReadOnlySpan<byte> contents, string name, DecodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Naming.Failures(contents, name, options, static (contents, options) => Rendering.Render(contents, options));
    }
}
