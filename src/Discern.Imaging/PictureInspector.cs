using System.Security.Cryptography;
using Discern.Imaging.Decoding;

namespace Discern.Imaging;

/// <summary>Looks at a picture's file once for all that cleaning wants to know: it is read once, and decoded once at a small size.</summary>
public static class PictureInspector
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="side">The most pixels a side of the thumbnail, whose proportions are not kept; a smaller picture is not enlarged.</param>
    /// <exception cref="UnreadablePictureException">The file is not there, cannot be opened, is too large, damaged or no picture.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static InspectedPicture Inspect(string path, int side)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(side);
        using PictureFile file = PictureFile.Read(path);
        return Naming.Failures(file.Contents, path, side, static (contents, side) => Inspect(contents, side));
    }

    private static InspectedPicture Inspect(ReadOnlySpan<byte> contents, int side)
    {
        PictureHeader header = Header.Read(contents);
        var options = new DecodeOptions { Width = Math.Min(side, header.Width), Height = Math.Min(side, header.Height) };
        Picture thumbnail = Rendering.Render(contents, header, options);
        return new InspectedPicture(header, contents.Length, Convert.ToHexStringLower(SHA256.HashData(contents)), thumbnail);
    }
}
