namespace Discern.Compute.Tiles;

/// <summary>How the left side of a product lies in memory.</summary>
internal interface ILeftSide
{
    /// <summary>
    /// Whether the rows are neighbours at each depth, as for gradients of weights; else the depths are neighbours in each row,
    /// as for convolution forward and back to the input.
    /// </summary>
    static abstract bool IsTransposed { get; }
}
