using Discern.Imaging;

namespace Discern.Web.Reports;

/// <summary>Makes thumbnails of a data set's pictures.</summary>
/// <param name="find">The picture's full path by its path in the data set, which is text from outside; null where it leads out.</param>
internal sealed class ThumbnailReader(Func<string, string?> find)
{
    private const int Side = 128;
    private const int AverageSide = 64;

    private static readonly DecodeOptions s_options = new() { Width = Side, Height = Side, Fit = Fit.Inside };

    private static readonly DecodeOptions s_averaged = new() { Width = AverageSide, Height = AverageSide, Fit = Fit.Squash };

    /// <summary>For a file that its maker keeps: links in the data set lead where he put them.</summary>
    /// <param name="root">The data set's folder.</param>
    public ThumbnailReader(string root)
        : this(path => PathInside(Path.GetFullPath(root), path))
    {
    }

    /// <summary>The thumbnail, or why there is none.</summary>
    /// <param name="path">The picture's path as the run's table has it: text from outside, which must not lead out of the data set.</param>
    public (Thumbnail? Thumbnail, string? Trouble) Read(string path)
    {
        if (find(path) is not { } full)
        {
            return (null, "Its path leads out of the data set's folder.");
        }

        if (!File.Exists(full))
        {
            return (null, "The file is not there any more.");
        }

        try
        {
            var picture = PictureDecoder.Decode(full, s_options);
            return (new Thumbnail("image/webp", PictureEncoder.WebP(picture), picture.Width, picture.Height), null);
        }
        catch (UnreadablePictureException exception)
        {
            return (null, $"It cannot be read: {exception.Reason}.");
        }
    }

    /// <summary>A small square of the picture, to be averaged with others; null where it cannot be read.</summary>
    public Picture? Pixels(string path)
    {
        if (find(path) is not { } full || !File.Exists(full))
        {
            return null;
        }

        try
        {
            return PictureDecoder.Decode(full, s_averaged);
        }
        catch (UnreadablePictureException)
        {
            return null;
        }
    }

    private static string? PathInside(string root, string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.GetFullPath(Path.Combine(root, path));
        return full.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }
}
