using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Discern.Imaging;

namespace Discern.Web.Studio.Thumbnails;

/// <summary>Thumbnails of pictures, made once by the guarded decoder and kept on disk.</summary>
/// <remarks>A picture is known by path, length and time of change; what it looked like before is not shown for what it looks like now. The folder may be deleted at any time.</remarks>
/// <param name="folder">Where they are kept.</param>
internal sealed class ThumbnailStore(string folder)
{
    /// <summary>The side of the square that a picture in a grid fits in, in pixels.</summary>
    public const int SmallSide = 160;

    /// <summary>The side of the square that a picture on a page of its own fits in, in pixels.</summary>
    public const int LargeSide = 960;

    // Decoding holds a whole picture in memory: not more of them at once than there are cores, however many are asked for.
    private static readonly SemaphoreSlim s_turns = new(Environment.ProcessorCount);

    /// <summary>The thumbnail as WebP.</summary>
    /// <param name="path">The picture's full path.</param>
    /// <param name="side">The side of the square that it fits in, in pixels.</param>
    /// <param name="cancellation">Stops waiting for a turn.</param>
    /// <exception cref="UnreadablePictureException">It is no picture, or a damaged one.</exception>
    public async Task<byte[]> ReadAsync(string path, int side, CancellationToken cancellation)
    {
        var kept = PlaceOf(path, side);
        if (File.Exists(kept))
        {
            return await File.ReadAllBytesAsync(kept, cancellation);
        }

        await s_turns.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Make(path, side, kept), cancellation);
        }
        finally
        {
            s_turns.Release();
        }
    }

    /// <summary>Whether the one for a grid is there already.</summary>
    public bool Has(string path) => File.Exists(PlaceOf(path, SmallSide));

    private static byte[] Make(string path, int side, string place)
    {
        var thumbnail = PictureEncoder.WebP(PictureDecoder.Decode(path, new DecodeOptions { Width = side, Height = side, Fit = Fit.Inside }));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var part = $"{place}.{Environment.CurrentManagedThreadId}.part"; // two may make the same one; either is whole
            File.WriteAllBytes(part, thumbnail);
            File.Move(part, place, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then it is made again next time: a full disk keeps nobody from looking.
        }

        return thumbnail;
    }

    // In 256 folders, so that none has a hundred thousand files.
    private string PlaceOf(string path, int side)
    {
        var file = new FileInfo(path);
        var facts = file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{path}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n{side}") : path;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
        return Path.Combine(folder, name[..2], name[2..40] + ".webp");
    }
}
