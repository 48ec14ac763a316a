namespace Discern.Imaging.Hashing;

/// <summary>dHash: on a grid of 9 × 8, whether each cell is brighter than the one to its left.</summary>
/// <remarks>Bits go row by row, the first one highest, as in the Python package imagehash (Buchner).</remarks>
public static class DifferenceHash
{
    private const int Side = 8;

    /// <summary>The hash of a picture as it is.</summary>
    public static ulong Of(GreyGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Hash(grid.Coarser(Side + 1, Side).Values, default);
    }

    /// <summary>The hashes of a picture turned and mirrored in all ways.</summary>
    /// <param name="grid">The picture.</param>
    /// <param name="hashes">Receives <see cref="Orientation.Count"/> hashes, in the order of <see cref="Orientation.All"/>.</param>
    public static void OfOrientations(GreyGrid grid, Span<ulong> hashes)
    {
        ArgumentNullException.ThrowIfNull(grid);
        GreyGrid wide = grid.Coarser(Side + 1, Side);
        GreyGrid high = grid.Coarser(Side, Side + 1);
        for (int number = 0; number < Orientation.Count; number++)
        {
            Orientation orientation = Orientation.All[number];
            hashes[number] = Hash((orientation.IsTransposed ? high : wide).Values, orientation);
        }
    }

    private static ulong Hash(ReadOnlySpan<float> values, Orientation orientation)
    {
        ulong hash = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                bool isBrighter = At(values, x + 1, y, orientation) > At(values, x, y, orientation);
                hash = (hash << 1) | (isBrighter ? 1ul : 0);
            }
        }

        return hash;
    }

    /// <summary>A cell of the turned picture, of 9 × 8 cells, rounded: in an even sky no cell is brighter than another.</summary>
    private static int At(ReadOnlySpan<float> values, int x, int y, Orientation orientation)
    {
        x = orientation.IsFlippedHorizontally ? Side - x : x;
        y = orientation.IsFlippedVertically ? Side - 1 - y : y;
        return (int)((orientation.IsTransposed ? values[(x * Side) + y] : values[(y * (Side + 1)) + x]) + 0.5f);
    }
}
