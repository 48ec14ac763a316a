using Discern.Compute.Vectors;

namespace Discern.Compute.Tiles;

/// <summary>A long row of products with one panel, cut into tiles of nearly equal height (27 rows become 14 and 13).</summary>
internal static unsafe class TileRow<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Tiles that so many rows are cut into.</summary>
    public static int Tiles(int rows) => (rows + TLanes.TileRows - 1) / TLanes.TileRows;

    /// <summary>Runs the tiles.</summary>
    /// <param name="tile">All that the tiles have in common.</param>
    /// <param name="kernels">From <see cref="TileKernels{TVector, TLanes}"/>.</param>
    /// <param name="left">The left side's first row.</param>
    /// <param name="leftStride">From row to row of the left side, in floats.</param>
    /// <param name="product">The product's first row.</param>
    /// <param name="rows">Rows in all.</param>
    public static void Run(Tile* tile, delegate*<Tile*, void>[] kernels, float* left, nint leftStride, float* product, int rows)
    {
        int tiles = Tiles(rows);
        int done = 0;
        for (int remaining = tiles; remaining > 0; remaining--)
        {
            int height = (rows - done + remaining - 1) / remaining;
            tile->Left = left + (done * leftStride);
            tile->Product = product + (done * tile->ProductStride);
            kernels[height](tile);
            done += height;
        }
    }
}
