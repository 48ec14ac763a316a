using Discern.Imaging.Decoding;

namespace Discern.Imaging;

/// <summary>Decodes pictures with transparency and keeps it, where <see cref="PictureDecoder"/> lays them over white.</summary>
public static class CutoutDecoder
{
    /// <summary>Decodes a file of at most 512 MiB.</summary>
    /// <param name="path">The file; PNG, WebP, AVIF, TIFF, GIF and SVG can hold transparency.</param>
    /// <param name="options">The wanted size; always in colour, and never with borders or cut.</param>
    /// <exception cref="UnreadablePictureException">The file is not there, damaged or no picture, or nothing in it is transparent.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static Cutout Decode(string path, DecodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Grey || options.Fit is not (Fit.Inside or Fit.Squash))
        {
            throw new ArgumentException("A cut-out is decoded in colour and whole: with Fit.Inside or Fit.Squash.", nameof(options));
        }

        using PictureFile file = PictureFile.Read(path);
        return Naming.Failures(file.Contents, path, options, static (contents, options) => Rendering.RenderCutout(contents, options));
    }
}
