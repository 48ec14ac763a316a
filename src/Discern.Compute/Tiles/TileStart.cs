namespace Discern.Compute.Tiles;

/// <summary>What the sums of a tile begin with.</summary>
internal enum TileStart
{
    /// <summary>Zero.</summary>
    Zero,

    /// <summary>One value per column.</summary>
    Bias,
}
