using Discern.Imaging;

namespace Discern.Explaining.Drawing;

/// <summary>Draws a map over its picture as SHAP does: what speaks for the class in red, what speaks against it in blue, the picture pale behind.</summary>
public static class HeatMap
{
    /// <summary>The least side of a drawing, in pixels; smaller pictures are enlarged by a whole factor.</summary>
    public const int LeastSide = 224;

    // SHAP's own red and blue.
    private static readonly byte[] For = [255, 0, 81];
    private static readonly byte[] Against = [0, 139, 251];

    // How much of the picture is left behind the colours.
    private const double Strength = 0.35;

    // The strongest pixels of all maps are drawn in full colour, but one in a thousand may be stronger.
    private const double ScaleShare = 0.999;

    /// <summary>The value that is drawn in full colour, for all maps of a picture alike; above 0.</summary>
    public static double Scale(IEnumerable<AttributionMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        float[] strengths = [.. maps.SelectMany(map => map.Values).Select(Math.Abs)];
        Array.Sort(strengths);
        double scale = strengths.Length == 0 ? 0 : strengths[(int)((strengths.Length - 1) * ScaleShare)];
        return scale > 0 ? scale : strengths is [.., > 0] ? strengths[^1] : 1;
    }

    /// <summary>Draws a map.</summary>
    /// <param name="picture">The picture, as the classifier sees it.</param>
    /// <param name="values">One per pixel.</param>
    /// <param name="scale">The value of full colour.</param>
    public static Picture Draw(Picture picture, IReadOnlyList<float> values, double scale)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(values);
        byte[] pixels = new byte[values.Count * 3];
        for (int pixel = 0; pixel < values.Count; pixel++)
        {
            double ground = 255 - (Strength * (255 - Luma(picture, pixel)));
            double share = Math.Min(Math.Abs(values[pixel]) / scale, 1);
            byte[] colour = values[pixel] > 0 ? For : Against;
            for (int channel = 0; channel < 3; channel++)
            {
                pixels[(pixel * 3) + channel] = (byte)Math.Round(double.Lerp(ground, colour[channel], share));
            }
        }

        return Enlarge(new Picture(picture.Width, picture.Height, 3, pixels));
    }

    /// <summary>A picture repeated pixel by pixel until its shorter side is at least <see cref="LeastSide"/>.</summary>
    public static Picture Enlarge(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int side = Math.Min(picture.Width, picture.Height);
        int factor = (LeastSide + side - 1) / side;
        if (factor == 1)
        {
            return picture;
        }

        (int width, int channels) = (picture.Width * factor, picture.Channels);
        byte[] pixels = new byte[picture.Pixels.Length * factor * factor];
        for (int pixel = 0; pixel < pixels.Length / channels; pixel++)
        {
            int source = (pixel / width / factor * picture.Width) + (pixel % width / factor);
            picture.Pixels.AsSpan(source * channels, channels).CopyTo(pixels.AsSpan(pixel * channels));
        }

        return new Picture(width, picture.Height * factor, channels, pixels);
    }

    private static double Luma(Picture picture, int pixel)
    {
        if (picture.Channels == 1)
        {
            return picture.Pixels[pixel];
        }

        ReadOnlySpan<byte> colour = picture.Pixels.AsSpan(pixel * 3, 3);
        return (0.299 * colour[0]) + (0.587 * colour[1]) + (0.114 * colour[2]);
    }
}
