namespace Discern.Imaging.Hashing;

/// <summary>The luma of a picture, resampled to the cells of a grid that is laid over it whatever its proportions.</summary>
/// <remarks>The filter is Lanczos' of three lobes, widened by the reduction: Pillow's, which imagehash uses.</remarks>
public sealed class GreyGrid
{
    private const int Lobes = 3;

    private readonly float[] values;

    private GreyGrid(int width, int height, float[] values)
    {
        Width = width;
        Height = height;
        this.values = values;
    }

    /// <summary>Cells in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Row by row, each 0 to 255 but for what the filter overshoots at edges.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>Resamples a picture to a grid.</summary>
    /// <param name="picture">Grey or in colour; luma is 0.299 R + 0.587 G + 0.114 B.</param>
    /// <param name="width">Cells in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    public static GreyGrid Of(Picture picture, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return Resample(Luma(picture), picture.Width, picture.Height, width, height);
    }

    /// <summary>Makes a grid of values that were kept.</summary>
    /// <param name="width">Cells in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="values">width × height bytes, row by row.</param>
    /// <exception cref="ArgumentException">There are more or fewer values.</exception>
    public static GreyGrid Of(int width, int height, ReadOnlySpan<byte> values)
    {
        if (values.Length != width * height)
        {
            throw new ArgumentException($"A grid of {width} × {height} has {width * height} values, not {values.Length}.", nameof(values));
        }

        float[] floats = new float[values.Length];
        for (int index = 0; index < floats.Length; index++)
        {
            floats[index] = values[index];
        }

        return new GreyGrid(width, height, floats);
    }

    /// <summary>The same on a coarser grid.</summary>
    public GreyGrid Coarser(int width, int height) => Resample(values, Width, Height, width, height);

    /// <summary>Writes the values as bytes, rounded and bounded.</summary>
    /// <param name="target">width × height bytes.</param>
    public void CopyTo(Span<byte> target)
    {
        for (int index = 0; index < values.Length; index++)
        {
            target[index] = (byte)(Math.Clamp(values[index], 0, 255) + 0.5f);
        }
    }

    private static float[] Luma(Picture picture)
    {
        byte[] pixels = picture.Pixels;
        float[] luma = new float[picture.Width * picture.Height];
        for (int index = 0; index < luma.Length; index++)
        {
            luma[index] = picture.Channels == 1
                ? pixels[index]
                : (0.299f * pixels[3 * index]) + (0.587f * pixels[(3 * index) + 1]) + (0.114f * pixels[(3 * index) + 2]);
        }

        return luma;
    }

    // First along rows, then along columns: the filter is the product of the two.
    private static GreyGrid Resample(float[] source, int sourceWidth, int sourceHeight, int width, int height)
    {
        float[] narrow = new float[sourceHeight * width];
        for (int x = 0; x < width; x++)
        {
            (int first, float[] weights) = Filter(x, width, sourceWidth);
            for (int y = 0; y < sourceHeight; y++)
            {
                narrow[(y * width) + x] = Sum(source, (y * sourceWidth) + first, 1, weights);
            }
        }

        float[] result = new float[height * width];
        for (int y = 0; y < height; y++)
        {
            (int first, float[] weights) = Filter(y, height, sourceHeight);
            for (int x = 0; x < width; x++)
            {
                result[(y * width) + x] = Sum(narrow, (first * width) + x, width, weights);
            }
        }

        return new GreyGrid(width, height, result);
    }

    /// <summary>What each of some neighbouring values counts for one of <paramref name="cells"/> equal cells.</summary>
    private static (int First, float[] Weights) Filter(int cell, int cells, int length)
    {
        double scale = (double)length / cells;
        double widening = Math.Max(scale, 1);
        double centre = (cell + 0.5) * scale;
        int first = Math.Max(0, (int)(centre - (Lobes * widening) + 0.5));
        int last = Math.Min(length, (int)(centre + (Lobes * widening) + 0.5));
        float[] weights = new float[last - first];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = (float)Lanczos((first + index + 0.5 - centre) / widening);
        }

        float total = weights.Sum();
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] /= total;
        }

        return (first, weights);
    }

    private static double Lanczos(double x) => Math.Abs(x) >= Lobes ? 0 : Sinc(x) * Sinc(x / Lobes);

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static float Sum(float[] source, int start, int step, float[] weights)
    {
        float sum = 0;
        for (int index = 0; index < weights.Length; index++)
        {
            sum += weights[index] * source[start + (index * step)];
        }

        return sum;
    }
}
