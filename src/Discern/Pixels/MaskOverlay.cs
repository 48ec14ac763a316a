using Discern.Imaging;

namespace Discern.Pixels;

/// <summary>Shows a mask over its picture: what is marked as it is under a tint, the rest in pale grey.</summary>
public static class MaskOverlay
{
    // A red that no photo has, at half strength.
    private const int TintRed = 255;
    private const int TintGreen = 0;
    private const int TintBlue = 96;

    /// <summary>Draws the overlay.</summary>
    /// <param name="picture">The picture, of three channels.</param>
    /// <param name="mask">A grey picture of the same size, 255 where the class is.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static Picture Draw(Picture picture, Picture mask)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(mask);
        if ((picture.Width, picture.Height, picture.Channels, mask.Channels) != (mask.Width, mask.Height, 3, 1))
        {
            throw new ArgumentException($"A mask of {mask.Width}x{mask.Height} does not lie on a picture of {picture.Width}x{picture.Height}.", nameof(mask));
        }

        byte[] pixels = new byte[picture.Pixels.Length];
        for (int pixel = 0; pixel < mask.Pixels.Length; pixel++)
        {
            ReadOnlySpan<byte> parts = picture.Pixels.AsSpan(3 * pixel, 3);
            Span<byte> target = pixels.AsSpan(3 * pixel, 3);
            if (mask.Pixels[pixel] == byte.MaxValue)
            {
                target[0] = (byte)((parts[0] + TintRed) / 2);
                target[1] = (byte)((parts[1] + TintGreen) / 2);
                target[2] = (byte)((parts[2] + TintBlue) / 2);
            }
            else
            {
                target.Fill((byte)(128 + ((parts[0] + (2 * parts[1]) + parts[2]) / 8)));
            }
        }

        return new Picture(picture.Width, picture.Height, 3, pixels);
    }
}
