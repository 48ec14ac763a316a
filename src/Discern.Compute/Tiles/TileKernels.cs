using Discern.Compute.Vectors;

namespace Discern.Compute.Tiles;

/// <summary>The compiled tiles of one vector width, by their number of rows. A tile is compiled when it is first called.</summary>
internal static unsafe class TileKernels<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Two vectors wide, left side in rows.</summary>
    public static readonly delegate*<Tile*, void>[] StridedWide = CreateStridedWide();

    /// <summary>One vector wide, left side in rows.</summary>
    public static readonly delegate*<Tile*, void>[] StridedNarrow = CreateStridedNarrow();

    /// <summary>Two vectors wide, left side transposed.</summary>
    public static readonly delegate*<Tile*, void>[] TransposedWide = CreateTransposedWide();

    /// <summary>One vector wide, left side transposed.</summary>
    public static readonly delegate*<Tile*, void>[] TransposedNarrow = CreateTransposedNarrow();

    private static delegate*<Tile*, void>[] CreateStridedWide()
    {
        var table = new delegate*<Tile*, void>[15];
        table[1] = &StridedTile.Run<TVector, TLanes, Counts.Of1, Counts.Of2>;
        table[2] = &StridedTile.Run<TVector, TLanes, Counts.Of2, Counts.Of2>;
        table[3] = &StridedTile.Run<TVector, TLanes, Counts.Of3, Counts.Of2>;
        table[4] = &StridedTile.Run<TVector, TLanes, Counts.Of4, Counts.Of2>;
        table[5] = &StridedTile.Run<TVector, TLanes, Counts.Of5, Counts.Of2>;
        table[6] = &StridedTile.Run<TVector, TLanes, Counts.Of6, Counts.Of2>;
        table[7] = &StridedTile.Run<TVector, TLanes, Counts.Of7, Counts.Of2>;
        table[8] = &StridedTile.Run<TVector, TLanes, Counts.Of8, Counts.Of2>;
        table[9] = &StridedTile.Run<TVector, TLanes, Counts.Of9, Counts.Of2>;
        table[10] = &StridedTile.Run<TVector, TLanes, Counts.Of10, Counts.Of2>;
        table[11] = &StridedTile.Run<TVector, TLanes, Counts.Of11, Counts.Of2>;
        table[12] = &StridedTile.Run<TVector, TLanes, Counts.Of12, Counts.Of2>;
        table[13] = &StridedTile.Run<TVector, TLanes, Counts.Of13, Counts.Of2>;
        table[14] = &StridedTile.Run<TVector, TLanes, Counts.Of14, Counts.Of2>;
        return table;
    }

    private static delegate*<Tile*, void>[] CreateStridedNarrow()
    {
        var table = new delegate*<Tile*, void>[15];
        table[1] = &StridedTile.Run<TVector, TLanes, Counts.Of1, Counts.Of1>;
        table[2] = &StridedTile.Run<TVector, TLanes, Counts.Of2, Counts.Of1>;
        table[3] = &StridedTile.Run<TVector, TLanes, Counts.Of3, Counts.Of1>;
        table[4] = &StridedTile.Run<TVector, TLanes, Counts.Of4, Counts.Of1>;
        table[5] = &StridedTile.Run<TVector, TLanes, Counts.Of5, Counts.Of1>;
        table[6] = &StridedTile.Run<TVector, TLanes, Counts.Of6, Counts.Of1>;
        table[7] = &StridedTile.Run<TVector, TLanes, Counts.Of7, Counts.Of1>;
        table[8] = &StridedTile.Run<TVector, TLanes, Counts.Of8, Counts.Of1>;
        table[9] = &StridedTile.Run<TVector, TLanes, Counts.Of9, Counts.Of1>;
        table[10] = &StridedTile.Run<TVector, TLanes, Counts.Of10, Counts.Of1>;
        table[11] = &StridedTile.Run<TVector, TLanes, Counts.Of11, Counts.Of1>;
        table[12] = &StridedTile.Run<TVector, TLanes, Counts.Of12, Counts.Of1>;
        table[13] = &StridedTile.Run<TVector, TLanes, Counts.Of13, Counts.Of1>;
        table[14] = &StridedTile.Run<TVector, TLanes, Counts.Of14, Counts.Of1>;
        return table;
    }

    private static delegate*<Tile*, void>[] CreateTransposedWide()
    {
        var table = new delegate*<Tile*, void>[15];
        table[1] = &TransposedTile.Run<TVector, TLanes, Counts.Of1, Counts.Of2>;
        table[2] = &TransposedTile.Run<TVector, TLanes, Counts.Of2, Counts.Of2>;
        table[3] = &TransposedTile.Run<TVector, TLanes, Counts.Of3, Counts.Of2>;
        table[4] = &TransposedTile.Run<TVector, TLanes, Counts.Of4, Counts.Of2>;
        table[5] = &TransposedTile.Run<TVector, TLanes, Counts.Of5, Counts.Of2>;
        table[6] = &TransposedTile.Run<TVector, TLanes, Counts.Of6, Counts.Of2>;
        table[7] = &TransposedTile.Run<TVector, TLanes, Counts.Of7, Counts.Of2>;
        table[8] = &TransposedTile.Run<TVector, TLanes, Counts.Of8, Counts.Of2>;
        table[9] = &TransposedTile.Run<TVector, TLanes, Counts.Of9, Counts.Of2>;
        table[10] = &TransposedTile.Run<TVector, TLanes, Counts.Of10, Counts.Of2>;
        table[11] = &TransposedTile.Run<TVector, TLanes, Counts.Of11, Counts.Of2>;
        table[12] = &TransposedTile.Run<TVector, TLanes, Counts.Of12, Counts.Of2>;
        table[13] = &TransposedTile.Run<TVector, TLanes, Counts.Of13, Counts.Of2>;
        table[14] = &TransposedTile.Run<TVector, TLanes, Counts.Of14, Counts.Of2>;
        return table;
    }

    private static delegate*<Tile*, void>[] CreateTransposedNarrow()
    {
        var table = new delegate*<Tile*, void>[15];
        table[1] = &TransposedTile.Run<TVector, TLanes, Counts.Of1, Counts.Of1>;
        table[2] = &TransposedTile.Run<TVector, TLanes, Counts.Of2, Counts.Of1>;
        table[3] = &TransposedTile.Run<TVector, TLanes, Counts.Of3, Counts.Of1>;
        table[4] = &TransposedTile.Run<TVector, TLanes, Counts.Of4, Counts.Of1>;
        table[5] = &TransposedTile.Run<TVector, TLanes, Counts.Of5, Counts.Of1>;
        table[6] = &TransposedTile.Run<TVector, TLanes, Counts.Of6, Counts.Of1>;
        table[7] = &TransposedTile.Run<TVector, TLanes, Counts.Of7, Counts.Of1>;
        table[8] = &TransposedTile.Run<TVector, TLanes, Counts.Of8, Counts.Of1>;
        table[9] = &TransposedTile.Run<TVector, TLanes, Counts.Of9, Counts.Of1>;
        table[10] = &TransposedTile.Run<TVector, TLanes, Counts.Of10, Counts.Of1>;
        table[11] = &TransposedTile.Run<TVector, TLanes, Counts.Of11, Counts.Of1>;
        table[12] = &TransposedTile.Run<TVector, TLanes, Counts.Of12, Counts.Of1>;
        table[13] = &TransposedTile.Run<TVector, TLanes, Counts.Of13, Counts.Of1>;
        table[14] = &TransposedTile.Run<TVector, TLanes, Counts.Of14, Counts.Of1>;
        return table;
    }
}
