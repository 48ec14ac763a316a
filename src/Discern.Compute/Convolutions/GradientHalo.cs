namespace Discern.Compute.Convolutions;

/// <summary>
/// The zeros around the gradient of a convolution's output that let the way back to the input run as a forward
/// convolution with turned weights, one for each phase of the stride.
/// </summary>
/// <remarks>
/// Input row r hears of output row o through kernel row k = r + top padding − stride · o. With phase
/// p = (r + top) mod stride, k = p + stride · j, and o = (r + top − p) / stride − j for j = 0, 1, …: a stride-1
/// convolution of the gradient with every stride-th kernel row, turned round.
/// </remarks>
internal readonly struct GradientHalo
{
    public GradientHalo(in ConvolutionShape shape)
    {
        Top = ((shape.KernelHeight + shape.Stride - 1) / shape.Stride) - 1;
        Left = ((shape.KernelWidth + shape.Stride - 1) / shape.Stride) - 1;
        int lastRow = (shape.Height - 1 + shape.Padding.Top) / shape.Stride;
        int lastColumn = (shape.Width - 1 + shape.Padding.Left) / shape.Stride;
        Height = Top + Math.Max(lastRow + 1, shape.OutputHeight);
        Width = Left + Math.Max(lastColumn + 1, shape.OutputWidth);
    }

    /// <summary>Rows of zeros above the gradient.</summary>
    public int Top { get; }

    /// <summary>Columns of zeros before the gradient.</summary>
    public int Left { get; }

    /// <summary>Rows in all.</summary>
    public int Height { get; }

    /// <summary>Columns in all.</summary>
    public int Width { get; }

    /// <summary>How many kernel rows, or columns, belong to a phase.</summary>
    public static int Taps(int kernel, int stride, int phase) => phase >= kernel ? 0 : (kernel - phase + stride - 1) / stride;
}
