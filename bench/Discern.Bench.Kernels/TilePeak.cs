using Discern.Compute;
using Discern.Compute.Bfloat16;
using Discern.Compute.Memory;

namespace Discern.Bench.Kernels;

/// <summary>What the tiles of one core can do at the most: one product of 32 × 256 × 32 over and over, both sides in the first-level cache.</summary>
internal static unsafe class TilePeak
{
    private const int Rounds = 20_000;
    private const int Depth = 256;
    private const int LeftBytes = TileProduct.Positions * Depth * sizeof(ushort);
    private const int RightBytes = Depth * TileProduct.Columns * sizeof(ushort);

    private static readonly Arena Memory = new(LeftBytes + RightBytes + (TileProduct.Positions * TileProduct.Columns * sizeof(float)));

    /// <summary>GFLOP/s of a slice of a few milliseconds.</summary>
    public static double Measure()
    {
        var left = (ushort*)Memory.Tensor(0, new Shape(1)).Pointer;
        var right = (ushort*)Memory.Tensor(LeftBytes, new Shape(1)).Pointer;
        float* product = Memory.Tensor(LeftBytes + RightBytes, new Shape(1)).Pointer;
        nint start = 0;
        double begin = ThreadClock.Seconds;
        Amx.Routines.Configure();
        for (int round = 0; round < Rounds; round++)
        {
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
            Amx.Routines.Multiply(&tiles);
        }

        Amx.Routines.Release();
        return 2.0 * Rounds * TileProduct.Positions * TileProduct.Columns * Depth / (ThreadClock.Seconds - begin) / 1e9;
    }
}
