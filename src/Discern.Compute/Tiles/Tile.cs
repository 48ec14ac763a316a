using Discern.Compute.Activations;

namespace Discern.Compute.Tiles;

/// <summary>
/// The arguments of one register tile: product[i, j] = Σ over blocks and depth of left[i, k] · right[k, j].
/// </summary>
internal unsafe struct Tile
{
    /// <summary>Bytes of a line of the cache.</summary>
    public const int CacheLine = 64;

    /// <summary>The first value of the left side.</summary>
    public float* Left;

    /// <summary>The first value of the right side: at each depth one or two whole vectors are read.</summary>
    public float* Right;

    /// <summary>Where the product goes.</summary>
    public float* Product;

    /// <summary>One value per column, padded to whole vectors; read when <see cref="Start"/> says so.</summary>
    public float* Bias;

    /// <summary>From row to row of a left side in rows, from depth to depth of a transposed one, in bytes.</summary>
    public nint LeftStride;

    /// <summary>From depth to depth of the right side, in floats.</summary>
    public nint RightStride;

    /// <summary>From row to row of the product, in floats.</summary>
    public nint ProductStride;

    /// <summary>Terms of a block, at least 1.</summary>
    public nint Depth;

    /// <summary>Blocks, at least 1: the rows of a convolution's kernel, or of a band of pictures.</summary>
    public nint Blocks;

    /// <summary>From block to block of the left side, in floats.</summary>
    public nint LeftBlockStride;

    /// <summary>From block to block of the right side, in floats.</summary>
    public nint RightBlockStride;

    /// <summary>How many columns of the product are stored.</summary>
    public nint Columns;

    /// <summary>What the sums begin with.</summary>
    public TileStart Start;

    /// <summary>Whether something is added to the sums before they are stored: with no distance, what the product's memory holds.</summary>
    public bool IsAdded;

    /// <summary>From the product to what is added, which lies in the same way, in floats.</summary>
    public nint AddendDistance;

    /// <summary>Memory that will be wanted soon, in two places.</summary>
    public byte* FirstAhead;

    /// <inheritdoc cref="FirstAhead"/>
    public byte* SecondAhead;

    /// <summary>Cache lines of the first place that each block asks for while it computes: 0 for none.</summary>
    public nint FirstLines;

    /// <summary>The same for the second place.</summary>
    public nint SecondLines;

    /// <summary>No value below this is stored.</summary>
    public float Lower;

    /// <summary>No value above this is stored.</summary>
    public float Upper;

    /// <summary>How many lines each of some blocks has to ask for, so that all together ask for so many floats.</summary>
    public static nint LinesEach(nint floats, nint blocks)
    {
        nint lines = ((floats * sizeof(float)) + CacheLine - 1) / CacheLine;
        return (lines + blocks - 1) / blocks;
    }

    /// <summary>Brings memory into the cache while tiles compute, so that nobody waits for it later.</summary>
    /// <param name="first">What will be read or written next; what lies beyond its end is asked for in vain, without harm.</param>
    /// <param name="firstLines">From <see cref="LinesEach"/>.</param>
    /// <param name="second">The same, in another place.</param>
    /// <param name="secondLines">From <see cref="LinesEach"/>.</param>
    public void LookAhead(float* first, nint firstLines, float* second, nint secondLines)
    {
        FirstAhead = (byte*)first;
        FirstLines = firstLines;
        SecondAhead = (byte*)second;
        SecondLines = secondLines;
    }

    /// <summary>Asks for nothing.</summary>
    public void LookNowhere() => LookAhead(null, 0, null, 0);

    /// <summary>Sets the bounds of the values that are stored by an activation.</summary>
    public void Activate(Activation activation)
    {
        Lower = activation.LeastOutput();
        Upper = activation.LargestOutput();
    }
}
