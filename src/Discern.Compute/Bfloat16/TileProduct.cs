using System.Runtime.InteropServices;

namespace Discern.Compute.Bfloat16;

/// <summary>
/// The arguments of <see cref="AmxRoutines.Multiply"/>: blocks of 32 × 32 sums over runs of a left side in bfloat16 and one panel
/// of a right side. The routine moves <see cref="Left"/>, <see cref="Product"/> and <see cref="Count"/> on.
/// </summary>
/// <remarks>Machine code reads this by offset: 8 bytes each, in this order.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TileProduct
{
    /// <summary>Positions that a block takes up.</summary>
    public const int Positions = 32;

    /// <summary>Columns of a panel and of a block.</summary>
    public const int Columns = 32;

    /// <summary>Depths that the tiles take up at once; every run is a multiple of it.</summary>
    public const int Depth = 32;

    /// <summary>The first position's first value.</summary>
    public ushort* Left;

    /// <summary>The panel, as <see cref="Bfloat16Weights"/> packs it.</summary>
    public ushort* Right;

    /// <summary>Receives 32 floats for each position.</summary>
    public float* Product;

    /// <summary>From position to position of the left side, in bytes.</summary>
    public nint LeftStride;

    /// <summary>The length of each run, in steps of <see cref="Depth"/>.</summary>
    public nint RunLength;

    /// <summary>How many runs, at least 1: the rows of a convolution's kernel.</summary>
    public nint Runs;

    /// <summary>For each run the bytes from a position to where the run begins.</summary>
    public nint* RunStarts;

    /// <summary>Blocks of 32 positions, at least 1.</summary>
    public nint Count;
}
