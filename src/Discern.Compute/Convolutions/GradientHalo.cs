namespace Discern.Compute.Convolutions;

/// <summary>
/// The zeros beside the gradient of a convolution's output that let the way back to the input run as a forward
/// convolution with turned weights, one for each phase of the stride. Rows need none: kernel rows that would fall outside
/// are left out.
/// </summary>
/// <remarks>
/// Input column c hears of output column o through kernel column k = c + left padding − stride · o. With phase
/// p = (c + left) mod stride, k = p + stride · j, and o = (c + left − p) / stride − j for j = 0, 1, …: a stride-1
/// convolution of the gradient with every stride-th kernel column, turned round. Rows alike.
/// </remarks>
internal readonly struct GradientHalo
{
    public GradientHalo(in ConvolutionShape shape)
    {
        Left = ((shape.KernelWidth + shape.Stride - 1) / shape.Stride) - 1;
        int lastColumn = (shape.Width - 1 + shape.Padding.Left) / shape.Stride;
        Width = Left + Math.Max(lastColumn + 1, shape.OutputWidth);
    }

    /// <summary>Columns of zeros before the gradient.</summary>
    public int Left { get; }

    /// <summary>Columns in all.</summary>
    public int Width { get; }

    /// <summary>How many kernel rows, or columns, belong to a phase.</summary>
    public static int Taps(int kernel, int stride, int phase) => phase >= kernel ? 0 : (kernel - phase + stride - 1) / stride;
}
