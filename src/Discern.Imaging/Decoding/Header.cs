using Discern.Imaging.Native;

namespace Discern.Imaging.Decoding;

/// <summary>Finds out what contents are, and how large, from their first bytes.</summary>
internal static class Header
{
    /// <summary>Reads the format, the dimensions and the orientation.</summary>
    /// <exception cref="UndecodableException">The contents are of no format that is known.</exception>
    /// <exception cref="VipsException">The header is damaged.</exception>
    public static unsafe PictureHeader Read(ReadOnlySpan<byte> contents)
    {
        if (AnymapHeader.Matches(contents))
        {
            AnymapHeader anymap = AnymapHeader.Read(contents);
            return new PictureHeader(PictureFormat.Anymap, anymap.Width, anymap.Height, Orientation: 1);
        }

        string? loader = VipsOperation.LoaderOf(contents);
        if (loader is null || FormatOf(loader) is not { } format)
        {
            throw new UndecodableException(UnknownContents.Describe(contents));
        }

        fixed (byte* pointer = contents)
        {
            using VipsImage image = new VipsOperation(loader).Set("buffer", pointer, contents.Length).ToImage();
            (int width, int height) = image.IsSideways ? (image.Height, image.Width) : (image.Width, image.Height);
            return new PictureHeader(format, width, height, image.Orientation)
            {
                HasForeignProfile = IsForeign(image.Profile),
                Camera = Camera(image),
            };
        }
    }

    private static string? Camera(VipsImage image)
    {
        string name = string.Join(' ', new[] { Value(image, "exif-ifd0-Make"), Value(image, "exif-ifd0-Model") }.OfType<string>());
        return name.Length == 0 ? null : name;
    }

    /// <summary>libvips writes a field of EXIF as "Canon (Canon, ASCII, 6 components, 6 bytes)".</summary>
    private static string? Value(VipsImage image, string field)
    {
        string? text = image.Text(field);
        int end = text?.LastIndexOf(" (", StringComparison.Ordinal) ?? -1;
        string value = (end < 0 ? text : text![..end])?.Trim() ?? "";
        return value.Length == 0 ? null : value;
    }

    /// <summary>A profile names itself, in ASCII before version 4 and in UTF-16 since.</summary>
    private static bool IsForeign(ReadOnlySpan<byte> profile) =>
        !profile.IsEmpty && profile.IndexOf("sRGB"u8) < 0 && profile.IndexOf("\0s\0R\0G\0B"u8) < 0;

    /// <summary>The formats are a closed list, so that a system's libvips with more loaders behaves as ours.</summary>
    private static PictureFormat? FormatOf(string loader) => loader switch
    {
        "VipsForeignLoadJpegBuffer" => PictureFormat.Jpeg,
        "VipsForeignLoadPngBuffer" => PictureFormat.Png,
        "VipsForeignLoadWebpBuffer" => PictureFormat.WebP,
        "VipsForeignLoadNsgifBuffer" => PictureFormat.Gif,
        "VipsForeignLoadTiffBuffer" => PictureFormat.Tiff,
        "VipsForeignLoadHeifBuffer" => PictureFormat.Heif,
        "VipsForeignLoadSvgBuffer" => PictureFormat.Svg,
        _ => null,
    };
}
