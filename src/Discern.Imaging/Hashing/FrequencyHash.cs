namespace Discern.Imaging.Hashing;

/// <summary>pHash: the signs of a picture's 8 × 8 lowest frequencies against their median.</summary>
/// <remarks>
/// The cosine transform (DCT-II) of a grid of 32 × 32, its first 8 rows and columns, each compared with the median of all 64; bits go row by row,
/// the first one highest, as in the Python package imagehash (Buchner). Turning and mirroring a picture only swaps its frequencies and
/// changes their signs, so that one transform serves all eight orientations.
/// </remarks>
public static class FrequencyHash
{
    /// <summary>Cells a side of the grid that is transformed.</summary>
    public const int GridSide = 32;

    private const int Side = 8;
    private static readonly float[] Cosines = MakeCosines();

    /// <summary>The hash of a picture as it is.</summary>
    public static ulong Of(GreyGrid grid)
    {
        Span<float> frequencies = stackalloc float[Side * Side];
        Transform(grid, frequencies);
        return Hash(frequencies);
    }

    /// <summary>The hashes of a picture turned and mirrored in all ways.</summary>
    /// <param name="grid">The picture.</param>
    /// <param name="hashes">Receives <see cref="Orientation.Count"/> hashes, in the order of <see cref="Orientation.All"/>.</param>
    public static void OfOrientations(GreyGrid grid, Span<ulong> hashes)
    {
        Span<float> frequencies = stackalloc float[Side * Side];
        Span<float> turned = stackalloc float[Side * Side];
        Transform(grid, frequencies);
        for (int number = 0; number < Orientation.Count; number++)
        {
            Turn(frequencies, Orientation.All[number], turned);
            hashes[number] = Hash(turned);
        }
    }

    /// <summary>A cosine of odd frequency changes its sign where its axis is reversed.</summary>
    private static void Turn(ReadOnlySpan<float> frequencies, Orientation orientation, Span<float> turned)
    {
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                float value = orientation.IsTransposed ? frequencies[(column * Side) + row] : frequencies[(row * Side) + column];
                bool isNegated = (orientation.IsFlippedHorizontally && column % 2 == 1) != (orientation.IsFlippedVertically && row % 2 == 1);
                turned[(row * Side) + column] = isNegated ? -value : value;
            }
        }
    }

    private static void Transform(GreyGrid picture, Span<float> frequencies)
    {
        ArgumentNullException.ThrowIfNull(picture);
        GreyGrid grid = picture.Width == GridSide && picture.Height == GridSide ? picture : picture.Coarser(GridSide, GridSide);
        ReadOnlySpan<float> values = grid.Values;
        Span<float> rows = stackalloc float[GridSide * Side];
        for (int y = 0; y < GridSide; y++)
        {
            for (int frequency = 0; frequency < Side; frequency++)
            {
                rows[(y * Side) + frequency] = Dot(values.Slice(y * GridSide, GridSide), Cosines.AsSpan(frequency * GridSide, GridSide));
            }
        }

        frequencies.Clear();
        for (int row = 0; row < Side; row++)
        {
            for (int y = 0; y < GridSide; y++)
            {
                float cosine = Cosines[(row * GridSide) + y];
                for (int column = 0; column < Side; column++)
                {
                    frequencies[(row * Side) + column] += cosine * rows[(y * Side) + column];
                }
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<float> frequencies)
    {
        Span<float> sorted = stackalloc float[Side * Side];
        frequencies.CopyTo(sorted);
        sorted.Sort();
        float median = (sorted[(Side * Side / 2) - 1] + sorted[Side * Side / 2]) / 2;
        ulong hash = 0;
        foreach (float frequency in frequencies)
        {
            hash = (hash << 1) | (frequency > median ? 1ul : 0);
        }

        return hash;
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    private static float[] MakeCosines()
    {
        float[] cosines = new float[Side * GridSide];
        for (int index = 0; index < cosines.Length; index++)
        {
            (int frequency, int x) = Math.DivRem(index, GridSide);
            cosines[index] = (float)Math.Cos(Math.PI * frequency * ((2 * x) + 1) / (2 * GridSide));
        }

        return cosines;
    }
}
