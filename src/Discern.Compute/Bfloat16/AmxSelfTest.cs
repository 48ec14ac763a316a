namespace Discern.Compute.Bfloat16;

/// <summary>One product of whole numbers that both bfloat16 and single precision hold exactly.</summary>
internal static unsafe class AmxSelfTest
{
    private const int Depth = 2 * TileProduct.Depth;

    /// <summary>Whether the tiles give what single precision gives.</summary>
    public static bool Passes(AmxRoutines routines)
    {
        ushort* left = stackalloc ushort[TileProduct.Positions * Depth];
        ushort* right = stackalloc ushort[Depth * TileProduct.Columns];
        float* product = stackalloc float[TileProduct.Positions * TileProduct.Columns];
        for (int depth = 0; depth < Depth; depth++)
        {
            for (int each = 0; each < TileProduct.Positions; each++)
            {
                left[(each * Depth) + depth] = Rounding.Round(Left(each, depth));
                right[Bfloat16Weights.PlaceInPanel(depth, each)] = Rounding.Round(Right(depth, each));
            }
        }

        nint start = 0;
        TileProduct tiles = new()
        {
            Left = left,
            Right = right,
            Product = product,
            LeftStride = Depth * sizeof(ushort),
            RunLength = Depth / TileProduct.Depth,
            Runs = 1,
            RunStarts = &start,
            Count = 1,
        };
        routines.Configure();
        routines.Multiply(&tiles);
        routines.Release();
        for (int position = 0; position < TileProduct.Positions; position++)
        {
            for (int column = 0; column < TileProduct.Columns; column++)
            {
                float expected = 0;
                for (int depth = 0; depth < Depth; depth++)
                {
                    expected += Left(position, depth) * Right(depth, column);
                }

                if (product[(position * TileProduct.Columns) + column] != expected)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static float Left(int position, int depth) => (((position * 7) + (depth * 3)) % 17) - 8;

    private static float Right(int depth, int column) => (((depth * 5) + (column * 11)) % 13) - 6;
}
