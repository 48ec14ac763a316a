using Discern.Compute.Vectors;

namespace Discern.Compute.Tiles;

/// <summary>The compiled tiles of one vector width, by their number of rows. A tile is compiled when it is first called.</summary>
internal static unsafe class TileKernels<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private static readonly delegate*<Tile*, void>[] InRowsWide = Create<LeftSides.InRows, Counts.Of2>();
    private static readonly delegate*<Tile*, void>[] InRowsNarrow = Create<LeftSides.InRows, Counts.Of1>();
    private static readonly delegate*<Tile*, void>[] TransposedWide = Create<LeftSides.Transposed, Counts.Of2>();
    private static readonly delegate*<Tile*, void>[] TransposedNarrow = Create<LeftSides.Transposed, Counts.Of1>();

    /// <summary>Tiles whose left side lies in rows, for a panel of that width.</summary>
    public static delegate*<Tile*, void>[] InRows(int panelWidth) => panelWidth > TLanes.Count ? InRowsWide : InRowsNarrow;

    /// <summary>Tiles whose left side lies transposed, for a panel of that width.</summary>
    public static delegate*<Tile*, void>[] Transposed(int panelWidth) => panelWidth > TLanes.Count ? TransposedWide : TransposedNarrow;

    private static delegate*<Tile*, void>[] Create<TLeft, TColumns>()
        where TLeft : struct, ILeftSide
        where TColumns : struct, ICount
    {
        var table = new delegate*<Tile*, void>[15];
        table[1] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of1, TColumns>;
        table[2] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of2, TColumns>;
        table[3] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of3, TColumns>;
        table[4] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of4, TColumns>;
        table[5] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of5, TColumns>;
        table[6] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of6, TColumns>;
        table[7] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of7, TColumns>;
        table[8] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of8, TColumns>;
        table[9] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of9, TColumns>;
        table[10] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of10, TColumns>;
        table[11] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of11, TColumns>;
        table[12] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of12, TColumns>;
        table[13] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of13, TColumns>;
        table[14] = &RegisterTile.Run<TVector, TLanes, TLeft, Counts.Of14, TColumns>;
        return table;
    }
}
