using System.Numerics;

namespace Discern.Imaging;

/// <summary>Lays cut-outs over pictures.</summary>
public static class CutoutPainter
{
    /// <summary>A picture with a cut-out on it, sampled once, bilinearly, with colours weighted by their opacity.</summary>
    /// <param name="cutout">The thing, at the size in which it is to be seen.</param>
    /// <param name="ground">What is behind it, of three channels; it is not changed.</param>
    /// <param name="pose">Where and how.</param>
    /// <exception cref="ArgumentException">The picture is grey.</exception>
    public static Picture Paint(Cutout cutout, Picture ground, CutoutPose pose)
    {
        ArgumentNullException.ThrowIfNull(cutout);
        ArgumentNullException.ThrowIfNull(ground);
        if (ground.Channels != 3)
        {
            throw new ArgumentException("A cut-out is laid over a picture of three channels, and this one is grey.", nameof(ground));
        }

        (float sin, float cos) = MathF.SinCos(pose.Rotation * MathF.PI / 180);
        (int width, int height) = (cutout.Colours.Width, cutout.Colours.Height);
        byte[] pixels = [.. ground.Pixels];
        for (int row = 0; row < ground.Height; row++)
        {
            for (int column = 0; column < ground.Width; column++)
            {
                // From the picture back to the cut-out: pixel centres lie at halves.
                (float dx, float dy) = (column + 0.5f - pose.X, row + 0.5f - pose.Y);
                float x = (cos * dx) + (sin * dy);
                float y = (cos * dy) - (sin * dx);
                Vector4 thing = Sample(cutout, ((pose.IsFlipped ? -x : x) + (width / 2f)) - 0.5f, y + (height / 2f) - 0.5f);
                if (thing.W > 0)
                {
                    Blend(pixels.AsSpan(3 * ((row * ground.Width) + column), 3), thing);
                }
            }
        }

        return new Picture(ground.Width, ground.Height, 3, pixels);
    }

    private static void Blend(Span<byte> pixel, Vector4 thing)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            pixel[channel] = (byte)Math.Clamp(thing[channel] + ((1 - thing.W) * pixel[channel]) + 0.5f, 0, 255);
        }
    }

    /// <summary>Red, green and blue times opacity, and the opacity from 0 to 1; nothing outside.</summary>
    private static Vector4 Sample(Cutout cutout, float x, float y)
    {
        (float left, float top) = (MathF.Floor(x), MathF.Floor(y));
        (float right, float down) = (x - left, y - top);
        Vector4 upper = Vector4.Lerp(At(cutout, (int)left, (int)top), At(cutout, (int)left + 1, (int)top), right);
        Vector4 lower = Vector4.Lerp(At(cutout, (int)left, (int)top + 1), At(cutout, (int)left + 1, (int)top + 1), right);
        return Vector4.Lerp(upper, lower, down);
    }

    private static Vector4 At(Cutout cutout, int column, int row)
    {
        bool isInside = (uint)column < (uint)cutout.Colours.Width && (uint)row < (uint)cutout.Colours.Height;
        if (!isInside)
        {
            return Vector4.Zero;
        }

        int index = (row * cutout.Colours.Width) + column;
        ReadOnlySpan<byte> colour = cutout.Colours.Pixels.AsSpan(3 * index, 3);
        float opacity = cutout.Opacity[index] / 255f;
        return new Vector4(opacity * colour[0], opacity * colour[1], opacity * colour[2], opacity);
    }
}
