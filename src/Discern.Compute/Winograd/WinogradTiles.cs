using Discern.Compute.Convolutions;

namespace Discern.Compute.Winograd;

/// <summary>The tiles of a batch, counted picture by picture, row by row.</summary>
internal readonly struct WinogradTiles(in ConvolutionShape shape, int batch, bool isPooled)
{
    /// <summary>Tiles side by side.</summary>
    public int Columns { get; } = Count(shape.OutputWidth, isPooled);

    /// <summary>Tiles of a picture.</summary>
    public int PerPicture { get; } = Count(shape.OutputWidth, isPooled) * Count(shape.OutputHeight, isPooled);

    /// <summary>Tiles of the batch.</summary>
    public int Total => checked(batch * PerPicture);

    /// <summary>A tile's picture, and its first output's row and column.</summary>
    public (int Picture, int Row, int Column) At(int tile)
    {
        (int picture, int inside) = Math.DivRem(tile, PerPicture);
        (int row, int column) = Math.DivRem(inside, Columns);
        return (picture, row * WinogradTransform.Outputs, column * WinogradTransform.Outputs);
    }

    private static int Count(int outputs, bool isPooled) =>
        ((isPooled ? outputs / 2 * 2 : outputs) + WinogradTransform.Outputs - 1) / WinogradTransform.Outputs;
}
