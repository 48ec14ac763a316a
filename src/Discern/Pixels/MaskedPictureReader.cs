using Discern.Datasets;
using Discern.Imaging;

namespace Discern.Pixels;

/// <summary>Reads pictures with masks: <c>images/</c> and beside it <c>masks/</c>, where a file of the same name, whatever its extension, is light where the class is.</summary>
public static class MaskedPictureReader
{
    /// <summary>The folder of the pictures.</summary>
    public const string ImagesFolder = "images";

    /// <summary>The folder of the masks.</summary>
    public const string MasksFolder = "masks";

    private const byte Light = 128;

    /// <summary>Whether a folder holds pictures with masks.</summary>
    public static bool Matches(string folder) => Directory.Exists(Path.Combine(folder, ImagesFolder)) && Directory.Exists(Path.Combine(folder, MasksFolder));

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder with both in it.</param>
    /// <param name="name">What the masks mark.</param>
    /// <param name="remarks">Receives a sentence for each picture that cannot be used.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <returns>Two classes: the rest, then what is marked.</returns>
    /// <exception cref="DiscernException">No picture has a mask, or all pixels are of one class.</exception>
    public static PixelTable Read(string folder, string name, ICollection<string> remarks, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(remarks);
        string images = Path.Combine(folder, ImagesFolder);
        ILookup<string?, string> masks = new PictureFolder(Path.Combine(folder, MasksFolder)).Pictures().ToLookup(Path.GetFileNameWithoutExtension, StringComparer.Ordinal);
        var builder = new PixelTableBuilder();
        int used = 0;
        foreach (string picture in new PictureFolder(images).Pictures())
        {
            cancellation.ThrowIfCancellationRequested();
            string? mask = masks[Path.GetFileNameWithoutExtension(picture)].FirstOrDefault();
            if (mask is null)
            {
                remarks.Add($"Left out: '{Path.GetRelativePath(folder, picture)}' has no mask in '{MasksFolder}'.");
            }
            else if (Add(builder, picture, mask, used, folder) is { } reason)
            {
                remarks.Add(reason);
            }
            else
            {
                used++;
            }
        }

        PixelTable table = builder.ToTable(["rest", name], PixelGrouping.Picture);
        return used == 0 ? throw new DiscernException($"No picture in '{images}' has a mask that can be used. A mask is a picture of the same name and size in '{MasksFolder}'.")
            : table.ClassCounts().Any(count => count == 0) ? throw new DiscernException($"The masks in '{folder}' mark {(table.ClassCounts()[1] == 0 ? "nothing" : "everything")}: there is nothing to tell apart. A mask is light where the class is, dark elsewhere.")
            : table;
    }

    private static string? Add(PixelTableBuilder builder, string path, string maskPath, int group, string folder)
    {
        try
        {
            Picture picture = PictureDecoder.Decode(path, new DecodeOptions());
            Picture mask = PictureDecoder.Decode(maskPath, new DecodeOptions { Grey = true });
            if (picture.Width != mask.Width || picture.Height != mask.Height)
            {
                return $"Left out: '{Path.GetRelativePath(folder, path)}' has {picture.Width}x{picture.Height} pixels and its mask {mask.Width}x{mask.Height}.";
            }

            for (int pixel = 0; pixel < mask.Pixels.Length; pixel++)
            {
                ReadOnlySpan<byte> parts = picture.Pixels.AsSpan(3 * pixel, 3);
                builder.Add(Colour.Of(parts[0], parts[1], parts[2]), mask.Pixels[pixel] >= Light ? 1 : 0, group);
            }

            return null;
        }
        catch (UnreadablePictureException exception)
        {
            return $"Left out: '{Path.GetRelativePath(folder, path)}' cannot be read, or its mask: {exception.Reason}.";
        }
    }
}
