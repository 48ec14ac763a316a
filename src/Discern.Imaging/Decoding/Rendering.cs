using System.Buffers;
using Discern.Imaging.Native;

namespace Discern.Imaging.Decoding;

/// <summary>From the bytes of a file to a picture: header, bound, decoding at size, colour, white ground, frame.</summary>
internal static unsafe class Rendering
{
    // Numbers of libvips' enumerations.
    private const int SizeForce = 3;
    private const int ExtendWhite = 4;
    private const int FormatByte = 0;
    private const int AccessSequential = 1;
    private const int Upright = 1;

    // Beyond that the whole picture would lie in memory for a small one; libvips goes through it row by row.
    private const int MostReduced = 4;

    // Refuses what is truncated or damaged. It is given to the loader itself, because thumbnail_buffer has an argument fail-on
    // but forgets it (libvips/libvips#5195).
    private const int FailOnError = 2;
    private const string LoaderOptions = "[fail-on=error]";

    private const string NothingTransparent =
        "nothing in it is transparent, so that it is no cut-out; cut the thing out, and save it as PNG with a transparent ground";

    // As many as an array holds, at three bytes each.
    private static readonly long MostPixels = Array.MaxLength / 3;

    private static readonly double[] White = [255];

    /// <summary>Decodes contents.</summary>
    /// <exception cref="UndecodableException">The contents are no picture, or one too large.</exception>
    /// <exception cref="VipsException">The picture is damaged.</exception>
    public static Picture Render(ReadOnlySpan<byte> contents, DecodeOptions options) => Render(contents, Header.Read(contents), options);

    /// <summary>Decodes contents whose header was read.</summary>
    /// <exception cref="UndecodableException">The picture is too large.</exception>
    /// <exception cref="VipsException">The picture is damaged.</exception>
    public static Picture Render(ReadOnlySpan<byte> contents, PictureHeader header, DecodeOptions options)
    {
        RequireSize(header, options);
        Placement placement = Placement.Of(header.Width, header.Height, options);
        if (header.Format != PictureFormat.Anymap)
        {
            fixed (byte* pointer = contents)
            {
                if (Reduce(pointer, contents.Length, placement, header, options) is { } reduced)
                {
                    return reduced;
                }

                using VipsImage scaled = Load(pointer, contents.Length, placement, header);
                return Finish(scaled, placement, options);
            }
        }

        Picture anymap = Anymap.Decode(contents);
        fixed (byte* pointer = anymap.Pixels)
        {
            using VipsImage pixels = VipsImage.Over(pointer, anymap.Width, anymap.Height, anymap.Channels);
            using VipsImage scaled = Scale(new VipsOperation("thumbnail_image").Set("in", pixels), placement, hasForeignProfile: false);
            return Finish(scaled, placement, options);
        }
    }

    /// <summary>Decodes contents and keeps how far each pixel can be seen through.</summary>
    /// <exception cref="UndecodableException">The contents are no picture, one too large, or one without transparency.</exception>
    /// <exception cref="VipsException">The picture is damaged.</exception>
    public static Cutout RenderCutout(ReadOnlySpan<byte> contents, DecodeOptions options)
    {
        PictureHeader header = Header.Read(contents);
        RequireSize(header, options);
        Placement placement = Placement.Of(header.Width, header.Height, options);
        if (header.Format == PictureFormat.Anymap)
        {
            throw new UndecodableException(NothingTransparent);
        }

        fixed (byte* pointer = contents)
        {
            using VipsImage scaled = Load(pointer, contents.Length, placement, header);
            if (!scaled.HasAlpha)
            {
                throw new UndecodableException(NothingTransparent);
            }

            using VipsImage coloured = new VipsOperation("colourspace").Set("in", scaled).Set("space", (int)VipsInterpretation.Srgb).ToImage();
            using VipsImage bytes = new VipsOperation("cast").Set("in", coloured).Set("format", FormatByte).ToImage();
            return Part(bytes.ToArray(), bytes.Width, bytes.Height);
        }
    }

    private static Cutout Part(byte[] pixels, int width, int height)
    {
        byte[] colours = new byte[3 * width * height];
        byte[] opacity = new byte[width * height];
        for (int pixel = 0; pixel < opacity.Length; pixel++)
        {
            pixels.AsSpan(4 * pixel, 3).CopyTo(colours.AsSpan(3 * pixel));
            opacity[pixel] = pixels[(4 * pixel) + 3];
        }

        return opacity.AsSpan().ContainsAnyExcept(byte.MaxValue)
            ? new Cutout(new Picture(width, height, 3, colours), opacity)
            : throw new UndecodableException(NothingTransparent);
    }

    private static void RequireSize(PictureHeader header, DecodeOptions options)
    {
        long limit = Math.Min(options.MaximumPixels, MostPixels);
        if ((long)header.Width * header.Height > limit)
        {
            throw new UndecodableException($"it has {header.Width}x{header.Height} pixels, and more than {limit} are not decoded");
        }
    }

    private static VipsImage Load(byte* contents, int length, Placement placement, PictureHeader header)
    {
        if (header.Format == PictureFormat.Jpeg)
        {
            using VipsImage shrunk = Shrink(contents, length, placement, header);
            return Scale(new VipsOperation("thumbnail_image").Set("in", shrunk), placement, header.HasForeignProfile);
        }

        VipsOperation thumbnail = new VipsOperation("thumbnail_buffer").Set("buffer", contents, length);
        return Scale(thumbnail.Set("option-string", LoaderOptions), placement, header.HasForeignProfile);
    }

    private static VipsImage Shrink(byte* contents, int length, Placement placement, PictureHeader header) =>
        new VipsOperation("jpegload_buffer").Set("buffer", contents, length)
            .Set("shrink", JpegShrink.Of(header, placement)).Set("access", AccessSequential).Set("fail-on", FailOnError).ToImage();

    // Most photos: a JPEG of plain colours, upright, to be made smaller by a factor that the decoder leaves. libvips' filter takes half as long as the decoding.
    private static Picture? Reduce(byte* contents, int length, Placement placement, PictureHeader header, DecodeOptions options)
    {
        if (header.Format != PictureFormat.Jpeg || header.Orientation != Upright || header.HasForeignProfile || !placement.IsInside)
        {
            return null;
        }

        using VipsImage shrunk = Shrink(contents, length, placement, header);
        (int width, int height) = (shrunk.Width, shrunk.Height);
        bool isSmaller = width >= placement.Width && height >= placement.Height
            && width <= MostReduced * (long)placement.Width && height <= MostReduced * (long)placement.Height;
        if (!isSmaller || !shrunk.Is(shrunk.Bands == 1 ? VipsInterpretation.Grey : VipsInterpretation.Srgb))
        {
            return null;
        }

        byte[] pixels = (width, height) == (placement.Width, placement.Height)
            ? shrunk.ToArray(placement.Left, placement.Top, placement.FrameWidth, placement.FrameHeight)
            : Reduced(shrunk, placement);
        return Channels.Convert(pixels, placement.FrameWidth, placement.FrameHeight, shrunk.Bands, options.Grey ? 1 : 3);
    }

    private static byte[] Reduced(VipsImage image, Placement placement)
    {
        (int width, int height, int bands) = (image.Width, image.Height, image.Bands);
        int length = checked(width * height * bands);
        byte[] pixels = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            image.Read(0, 0, width, height, pixels);
            return Reduction.Reduce(pixels.AsSpan(0, length), width, height, bands, placement);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    // Upright, through a foreign profile to sRGB, with transparency kept for the next step. Asking for a conversion where none
    // is needed would take longer than the decoding itself.
    private static VipsImage Scale(VipsOperation thumbnail, Placement placement, bool hasForeignProfile)
    {
        thumbnail.Set("width", placement.Width).Set("height", placement.Height).Set("size", SizeForce);
        return (hasForeignProfile ? thumbnail.Set("output-profile", "srgb") : thumbnail).ToImage();
    }

    private static Picture Finish(VipsImage scaled, Placement placement, DecodeOptions options)
    {
        // Grey pictures stay of one band as far as possible: less to compute, and the same in the end.
        VipsInterpretation interpretation = scaled.Bands <= 2 ? VipsInterpretation.Grey : VipsInterpretation.Srgb;
        if (scaled.Is(interpretation))
        {
            return Frame(scaled, placement, options);
        }

        using VipsImage coloured = new VipsOperation("colourspace").Set("in", scaled).Set("space", (int)interpretation).ToImage();
        using VipsImage opaque = coloured.HasAlpha
            ? new VipsOperation("flatten").Set("in", coloured).Set("background", White).ToImage()
            : new VipsOperation("copy").Set("in", coloured).ToImage();
        using VipsImage bytes = new VipsOperation("cast").Set("in", opaque).Set("format", FormatByte).ToImage();
        return Frame(bytes, placement, options);
    }

    private static Picture Frame(VipsImage image, Placement placement, DecodeOptions options)
    {
        (int width, int height) = (placement.FrameWidth, placement.FrameHeight);
        byte[] pixels;
        if (placement.IsInside)
        {
            pixels = image.ToArray(placement.Left, placement.Top, width, height);
        }
        else
        {
            using VipsImage framed = new VipsOperation("embed").Set("in", image)
                .Set("x", -placement.Left).Set("y", -placement.Top).Set("width", width).Set("height", height)
                .Set("extend", ExtendWhite).ToImage();
            pixels = framed.ToArray();
        }

        return Channels.Convert(pixels, width, height, image.Bands, options.Grey ? 1 : 3);
    }
}
