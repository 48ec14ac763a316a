using Discern.Compute.Convolutions;

namespace Discern.Compute.Pooling;

/// <summary>The geometry of pooling over NHWC pictures.</summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Channels">Channels of input and output.</param>
/// <param name="WindowHeight">Rows of the window.</param>
/// <param name="WindowWidth">Columns of the window; at most 256 cells in all.</param>
/// <param name="Stride">Step between windows, in both directions.</param>
/// <param name="Padding">Rows and columns around the input that count for nothing; less than the window on each side.</param>
public readonly record struct PoolingShape(
    int Height, int Width, int Channels, int WindowHeight, int WindowWidth, int Stride, Padding Padding)
{
    /// <summary>Rows of the output; a window that would reach over the padded edge is left out.</summary>
    public int OutputHeight => ((Height + Padding.Top + Padding.Bottom - WindowHeight) / Stride) + 1;

    /// <summary>Columns of the output; a window that would reach over the padded edge is left out.</summary>
    public int OutputWidth => ((Width + Padding.Left + Padding.Right - WindowWidth) / Stride) + 1;

    /// <summary>The part of a window's rows that lies inside the input: [First, Last).</summary>
    internal (int First, int Last) RowsOf(int outputRow) => Inside((outputRow * Stride) - Padding.Top, WindowHeight, Height);

    /// <summary>The part of a window's columns that lies inside the input: [First, Last).</summary>
    internal (int First, int Last) ColumnsOf(int outputColumn) => Inside((outputColumn * Stride) - Padding.Left, WindowWidth, Width);

    internal void Check(Tensor input, Tensor output)
    {
        int batch = input.Shape.Batch;
        Elementwise.Require.Count(input, (long)batch * Height * Width * Channels);
        Elementwise.Require.Count(output, (long)batch * OutputHeight * OutputWidth * Channels);
    }

    private static (int First, int Last) Inside(int start, int window, int size) => (Math.Max(start, 0), Math.Min(start + window, size));
}
