using Discern.Imaging.Native;

namespace Discern.Imaging;

/// <summary>Cuts parts out of decoded pictures, and brings them to a size.</summary>
public static unsafe class PictureCutter
{
    private const int SizeForce = 3;

    /// <summary>Cuts a part out as it is.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="area">The part: at least one pixel, all of them inside the picture.</param>
    /// <exception cref="ArgumentException">The part is empty, or not all inside the picture.</exception>
    public static Picture Cut(Picture picture, PictureArea area)
    {
        Check(picture, area);
        int row = area.Width * picture.Channels;
        byte[] pixels = new byte[area.Height * row];
        for (int y = 0; y < area.Height; y++)
        {
            long start = (((long)(area.Top + y) * picture.Width) + area.Left) * picture.Channels;
            Array.Copy(picture.Pixels, start, pixels, (long)y * row, row);
        }

        return new Picture(area.Width, area.Height, picture.Channels, pixels);
    }

    /// <summary>Cuts a part out and squashes or stretches it to a size, as libvips' thumbnails are made: averaged, then by Lanczos' kernel.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="area">The part: at least one pixel, all of them inside the picture.</param>
    /// <param name="width">The wanted width, at least 1.</param>
    /// <param name="height">The wanted height, at least 1.</param>
    /// <exception cref="ArgumentException">The part is empty, or not all inside the picture.</exception>
    /// <exception cref="DiscernException">libvips refuses, or is not found.</exception>
    public static Picture Cut(Picture picture, PictureArea area, int width, int height)
    {
        Check(picture, area);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (area.Width == width && area.Height == height)
        {
            return Cut(picture, area);
        }

        try
        {
            return VipsErrors.Attributed(picture, (area, width, height), static (picture, wanted) => Resize(picture, wanted.area, wanted.width, wanted.height));
        }
        catch (VipsException exception)
        {
            throw new DiscernException(
                $"A part of a picture of {picture.Width}x{picture.Height} pixels could not be brought to {width}x{height}: {exception.Message}.", exception);
        }
    }

    private static Picture Resize(Picture picture, PictureArea area, int width, int height)
    {
        fixed (byte* pixels = picture.Pixels)
        {
            using VipsImage image = VipsImage.Over(pixels, picture.Width, picture.Height, picture.Channels);
            using VipsImage part = new VipsOperation("extract_area").Set("input", image)
                .Set("left", area.Left).Set("top", area.Top).Set("width", area.Width).Set("height", area.Height).ToImage();
            using VipsImage scaled = new VipsOperation("thumbnail_image").Set("in", part)
                .Set("width", width).Set("height", height).Set("size", SizeForce).ToImage();
            return new Picture(width, height, picture.Channels, scaled.ToArray());
        }
    }

    private static void Check(Picture picture, PictureArea area)
    {
        ArgumentNullException.ThrowIfNull(picture);
        bool isInside = area is { Left: >= 0, Top: >= 0, Width: > 0, Height: > 0 } && area.Right <= picture.Width && area.Bottom <= picture.Height;
        if (!isInside)
        {
            throw new ArgumentException(
                $"The part of {area.Width}x{area.Height} pixels at {area.Left}, {area.Top} is not inside a picture of {picture.Width}x{picture.Height}.", nameof(area));
        }
    }
}
