namespace Discern.Compute.Convolutions;

/// <summary>The geometry of a two-dimensional convolution over NHWC pictures with weights [kernel row][kernel column][in][out].</summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Filters">Channels of the output.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="Stride">Step between outputs, in both directions.</param>
/// <param name="Padding">Zeros around the input.</param>
public readonly record struct ConvolutionShape(
    int Height, int Width, int Channels, int Filters, int KernelHeight, int KernelWidth, int Stride, Padding Padding)
{
    /// <summary>Rows of the input with its padding.</summary>
    public int PaddedHeight => Height + Padding.Top + Padding.Bottom;

    /// <summary>Columns of the input with its padding.</summary>
    public int PaddedWidth => Width + Padding.Left + Padding.Right;

    /// <summary>Rows of the output.</summary>
    public int OutputHeight => ((PaddedHeight - KernelHeight) / Stride) + 1;

    /// <summary>Columns of the output.</summary>
    public int OutputWidth => ((PaddedWidth - KernelWidth) / Stride) + 1;

    /// <summary>Floating-point operations of one picture's forward pass, a multiplication and an addition counted as two.</summary>
    public long OperationsPerPicture =>
        2L * OutputHeight * OutputWidth * Filters * KernelHeight * KernelWidth * Channels;
}
