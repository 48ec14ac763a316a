using System.Security.Cryptography;
using Discern.Crawling.Fetching;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Crawling.Storing;

/// <summary>Looks whether bytes are a picture, whatever the host calls them, and keeps them under the name of their content.</summary>
internal sealed class PictureStore(string folder, CrawlOptions options)
{
    /// <summary>Checks the bytes.</summary>
    /// <returns>SHA-256 in lower-case hexadecimal, and the extension that fits the content.</returns>
    /// <exception cref="SkippedException">They are no picture, a damaged or too large one.</exception>
    public (string Sha256, string Extension) Check(byte[] contents, string address)
    {
        try
        {
            // The header first: its dimensions are judged before memory is taken. Then all of it, since a picture cut short shows only there.
            PictureHeader header = PictureDimensions.Read(contents, address);
            PictureDecoder.Decode(contents, address, new DecodeOptions { Width = 64, MaximumPixels = options.MaximumPixels });
            return (Convert.ToHexStringLower(SHA256.HashData(contents)), Extension(header.Format, contents));
        }
        catch (UnreadablePictureException exception)
        {
            throw new SkippedException(exception.Reason);
        }
    }

    /// <summary>Writes the picture, beside its place and renamed; one that is there already has the same bytes.</summary>
    public void Write(string fileName, byte[] contents)
    {
        string path = Path.Combine(folder, fileName);
        if (!File.Exists(path))
        {
            AtomicFile.Write(path, stream => stream.Write(contents));
        }
    }

    private static string Extension(PictureFormat format, ReadOnlySpan<byte> contents) => format switch
    {
        PictureFormat.Jpeg => ".jpg",
        PictureFormat.Png => ".png",
        PictureFormat.WebP => ".webp",
        PictureFormat.Gif => ".gif",
        PictureFormat.Tiff => ".tif",
        PictureFormat.Heif => contents.Length > 12 && contents[8..12].SequenceEqual("avif"u8) ? ".avif" : ".heif",
        PictureFormat.Svg => ".svg",
        _ => ".pnm",
    };
}
