using Discern.Compute.Convolutions;

namespace Discern.Compute.Bfloat16;

/// <summary>
/// A batch of pictures stacked into one tall picture in which neighbours share their padding: the zeros right of a row are those left
/// of the next, the zeros below a picture those above the next.
/// </summary>
/// <remarks>
/// So every position of the stack, and every stride-th one, is where a window begins, and the outputs of the whole batch are one row of positions at equal steps, which makes
/// full tiles however narrow the pictures are. Those between two rows and two pictures are computed and dropped. A stride splits
/// the rows by phase: the rows of one phase lie one behind the other.
/// </remarks>
internal readonly struct StackedPictures(in ConvolutionShape shape, int batch, bool isPooled)
{
    /// <summary>The geometry of one picture.</summary>
    public ConvolutionShape Shape { get; } = shape;

    /// <summary>Output rows that belong together: two where they are pooled.</summary>
    public int RowUnit { get; } = isPooled ? 2 : 1;

    /// <summary>Channels with the zeros behind them.</summary>
    public int Channels { get; } = Rounding.PaddedChannels(shape.Channels);

    /// <summary>Pixels from row to row of the stack.</summary>
    public int Width { get; } = RoundUp(shape.Width + Math.Max(shape.Padding.Left, shape.Padding.Right), shape.Stride);

    /// <summary>Rows from picture to picture.</summary>
    public int PictureRows { get; } = RoundUp(shape.Height + Math.Max(shape.Padding.Top, shape.Padding.Bottom), shape.Stride * (isPooled ? 2 : 1));

    /// <summary>Positions from output row to output row.</summary>
    public int OutputWidth => Width / Shape.Stride;

    /// <summary>Output rows from picture to picture.</summary>
    public int OutputPictureRows => PictureRows / Shape.Stride;

    /// <summary>Output rows of the whole batch.</summary>
    public int OutputRows => batch * OutputPictureRows;

    /// <summary>Phases of rows that are read.</summary>
    public int Phases => Math.Min(Shape.Stride, Shape.KernelHeight);

    /// <summary>Whether no position between two rows or pictures is dropped.</summary>
    public bool IsDense => OutputWidth == Shape.OutputWidth && OutputPictureRows == Shape.OutputHeight;

    /// <summary>Whether the stack is nothing but the batch as it lies: windows of one pixel, no padding, no stride.</summary>
    public bool IsPlain => IsDense && Shape is { KernelHeight: 1, KernelWidth: 1, Stride: 1 };

    /// <summary>Rows of one phase that so many output rows read.</summary>
    public int PhaseRows(int outputRows) => outputRows + ((Shape.KernelHeight - 1) / Shape.Stride);

    /// <summary>Pixels that so many output rows read, all phases together, without what tiles read beyond the end.</summary>
    public long Pixels(int outputRows) => (long)Phases * PhaseRows(outputRows) * Width;

    /// <summary>Pixels that tiles read beyond the end: positions that fill the last tile, and their windows.</summary>
    public int Overhang => (TileProduct.Positions * Shape.Stride) + Shape.KernelWidth;

    /// <summary>The picture that a row of the stack is of, and its row in it.</summary>
    /// <returns>Whether there is one; else the row is padding.</returns>
    public bool TryFind(int row, out int picture, out int pictureRow)
    {
        int inside = row - Shape.Padding.Top;
        picture = inside < 0 ? 0 : inside / PictureRows;
        pictureRow = inside - (picture * PictureRows);
        return inside >= 0 && picture < batch && pictureRow < Shape.Height;
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
