using Discern.Imaging;

namespace Discern.Cleaning;

/// <summary>How bright, how rich in contrast, detail and colour a picture is, measured on a thumbnail.</summary>
/// <param name="Darkest">The luma that 5 % of the pixels are below, 0 to 255.</param>
/// <param name="Brightest">The luma that 5 % of the pixels are above, 0 to 255.</param>
/// <param name="Contrast">The standard deviation of the luma, 0 to 127.5.</param>
/// <param name="Detail">The root mean square of the luma's Laplacian over its standard deviation: near 0 where all is smooth, around 1 in a sharp photo.</param>
/// <param name="Colourfulness">The difference between the largest and the smallest channel that 1 % of the pixels exceed, 0 to 255.</param>
public readonly record struct PictureTone(float Darkest, float Brightest, float Contrast, float Detail, float Colourfulness)
{
    private const double Tail = 0.05;
    private const double ColourTail = 0.01;

    /// <summary>Measures a thumbnail in colour.</summary>
    public static PictureTone Of(Picture thumbnail)
    {
        ArgumentNullException.ThrowIfNull(thumbnail);
        int count = thumbnail.Width * thumbnail.Height;
        ReadOnlySpan<byte> pixels = thumbnail.Pixels;
        float[] luma = new float[count];
        Span<int> tones = stackalloc int[256];
        Span<int> colours = stackalloc int[256];
        tones.Clear();
        colours.Clear();
        double sum = 0, squares = 0;
        for (int index = 0; index < count; index++)
        {
            (byte red, byte green, byte blue) = (pixels[3 * index], pixels[(3 * index) + 1], pixels[(3 * index) + 2]);
            float value = (0.299f * red) + (0.587f * green) + (0.114f * blue);
            luma[index] = value;
            sum += value;
            squares += value * value;
            tones[(int)value]++;
            colours[Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue))]++;
        }

        double contrast = Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))));
        return new PictureTone(
            Quantile(tones, count * Tail),
            Quantile(tones, count * (1 - Tail)),
            (float)contrast,
            contrast < 1 ? 0 : (float)(Roughness(luma, thumbnail.Width, thumbnail.Height) / contrast),
            Quantile(colours, count * (1 - ColourTail)));
    }

    private static double Roughness(float[] luma, int width, int height)
    {
        double sum = 0;
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                double laplacian = luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width] - (4 * luma[at]);
                sum += laplacian * laplacian;
            }
        }

        return Math.Sqrt(sum / Math.Max(1, (width - 2) * (height - 2)));
    }

    private static int Quantile(ReadOnlySpan<int> counts, double rank)
    {
        int value = 0;
        for (double below = counts[0]; below < rank && value < 255; below += counts[value])
        {
            value++;
        }

        return value;
    }
}
