namespace Discern.Imaging;

/// <summary>Decoded pixels: 8 bits for each channel, grey or sRGB, upright, without transparency.</summary>
public sealed class Picture
{
    /// <summary>Makes a picture of pixels, which are not copied.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 for grey, 3 for red, green, blue.</param>
    /// <param name="pixels">Row by row from the top, the channels of a pixel side by side: width × height × channels bytes.</param>
    /// <exception cref="ArgumentException">The pixels are not as many as width, height and channels ask for.</exception>
    public Picture(int width, int height, int channels, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has one channel (grey) or three (sRGB).");
        }

        if (pixels.LongLength != (long)width * height * channels)
        {
            throw new ArgumentException(
                $"A picture of {width}x{height} with {channels} channels has {(long)width * height * channels} bytes, not {pixels.LongLength}.",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        Pixels = pixels;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 for grey, 3 for sRGB.</summary>
    public int Channels { get; }

    /// <summary>Row by row from the top, the channels of a pixel side by side: height × width × channels bytes.</summary>
#pragma warning disable CA1819 // The bytes themselves are what a picture is; a copy at each reading would be waste.
    public byte[] Pixels { get; }
#pragma warning restore CA1819
}
