using CsvHelper;
using Discern.Imaging;

namespace Discern.Samples;

/// <summary>A data set to try things on: every emoji as three artists draw it, and the question whether it is food.</summary>
/// <remarks>
/// About 5,600 pictures, of which 1 in 15 is food. The drawings of one emoji, and the variants of an emoji by gender, form a group:
/// no emoji that is learnt from is met again in the test, drawn by somebody else.
/// The pictures come from the npm packages <c>@lobehub/fluent-emoji-3d</c>, <c>openmoji</c> and <c>@twemoji/svg</c>;
/// their licences are written beside the copies.
/// </remarks>
public static class SampleData
{
    private const string IndexName = "index.csv";

    /// <summary>Writes the data set: a folder of PNG files per artist, <c>index.csv</c> and <c>LICENCES.txt</c>.</summary>
    /// <param name="folder">Where to; a complete data set of an earlier call is left as it is.</param>
    /// <param name="size">Width and height of the pictures in pixels, 8 to 512.</param>
    /// <param name="progress">Is told the number of pictures written and to be written, from several threads.</param>
    /// <param name="cancellationToken">Stops the work; the next call starts it anew.</param>
    /// <exception cref="DiscernException">The packages are not installed, or the folder holds something else.</exception>
    public static async Task WriteAsync(string folder, int size = 64, Action<int, int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 512);
        var index = Path.Combine(folder, IndexName);
        if (File.Exists(index))
        {
            return; // the index is written last
        }

        Refuse(folder);
        var drawings = Find(SamplePackages.Find());
        foreach (var artist in EmojiArtist.All)
        {
            Directory.CreateDirectory(Path.Combine(folder, artist.Name));
        }

        var written = 0;
        await Parallel.ForEachAsync(drawings, cancellationToken, async (drawing, cancellation) =>
        {
            await CopyAsync(drawing, folder, size, cancellation);
            progress?.Invoke(Interlocked.Increment(ref written), drawings.Count);
        });
        await File.WriteAllLinesAsync(Path.Combine(folder, "LICENCES.txt"), Licences(), cancellationToken);
        WriteIndex(index, drawings);
    }

    /// <summary>The drawings of all artists in the order of Unicode's list.</summary>
    internal static IReadOnlyList<Drawing> Find(string packages)
    {
        var artists = EmojiArtist.All.Select(artist => (Artist: artist, Drawings: artist.Drawings(packages))).ToList();
        return
        [
            .. from emoji in EmojiCatalogue.Read(packages)
               from artist in artists
               where artist.Drawings.ContainsKey(emoji.Code)
               select new Drawing(emoji, artist.Artist, artist.Drawings[emoji.Code]),
        ];
    }

    // A folder without our index holds either what an interrupted call left, or somebody's own files.
    private static void Refuse(string folder)
    {
        var known = EmojiArtist.All.Select(artist => artist.Name).Append("LICENCES.txt").ToHashSet(StringComparer.Ordinal);
        var stranger = Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => !known.Contains(name!))
            : null;
        if (stranger is not null)
        {
            throw new DiscernException(
                $"The sample pictures cannot go to '{folder}': it holds '{stranger}', which is not theirs. Name another folder, or an empty one.");
        }
    }

    private static async Task CopyAsync(Drawing drawing, string folder, int size, CancellationToken cancellationToken)
    {
        var picture = PictureDecoder.Decode(drawing.Source, new DecodeOptions { Width = size, Height = size, Fit = Fit.Pad });
        var path = Path.Combine(folder, drawing.Path);
        await File.WriteAllBytesAsync(path + ".part", PictureEncoder.Png(picture), cancellationToken);
        File.Move(path + ".part", path, overwrite: true);
    }

    private static void WriteIndex(string path, IReadOnlyList<Drawing> drawings)
    {
        using (var csv = CsvWriter.ToFile(path + ".part", new CsvWriterOptions { NewLine = "\n" }))
        {
            csv.WriteHeader("id", "category", "image_url", "name", "path", "group", "licence");
            foreach (var drawing in drawings)
            {
                csv.WriteRecord(
                    $"{drawing.Artist.Name}-{drawing.Emoji.Code}",
                    drawing.Emoji.IsFood ? "food" : "other",
                    "", // they come from a package, not from the web
                    drawing.Emoji.Name,
                    drawing.Path,
                    drawing.Emoji.Group,
                    drawing.Artist.Licence);
            }
        }

        File.Move(path + ".part", path, overwrite: true);
    }

    private static IEnumerable<string> Licences() =>
        EmojiArtist.All.Select(artist => $"{artist.Name}/: {artist.Credit} Copies reduced in size, and drawn on white.");
}
