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

    /// <summary>Values of one picture's output.</summary>
    internal long OutputCount => (long)OutputHeight * OutputWidth * Filters;

    /// <summary>Values of the weights.</summary>
    internal long WeightsCount => (long)KernelHeight * KernelWidth * Channels * Filters;

    /// <summary>Whether each output is of one pixel.</summary>
    internal bool IsPointwise => KernelHeight == 1 && KernelWidth == 1 && Padding == Padding.None;

    /// <summary>Whether each output is of one pixel, the one at its place.</summary>
    internal bool IsProduct => Stride == 1 && IsPointwise;

    /// <summary>The convolution that leads back to the input, where there is no stride.</summary>
    internal ConvolutionShape Turned => this with
    {
        Height = OutputHeight,
        Width = OutputWidth,
        Channels = Filters,
        Filters = Channels,
        Padding = new Padding(
            KernelHeight - 1 - Padding.Top, KernelWidth - 1 - Padding.Left, KernelHeight - 1 - Padding.Bottom, KernelWidth - 1 - Padding.Right),
    };

    /// <summary>Refuses what is no convolution.</summary>
    internal void ThrowIfNone()
    {
        bool isPositive = this is { Height: > 0, Width: > 0, Channels: > 0, Filters: > 0, KernelHeight: > 0, KernelWidth: > 0, Stride: > 0 };
        bool isPaddingSmaller = Padding.Top >= 0 && Padding.Left >= 0 && Padding.Bottom >= 0 && Padding.Right >= 0
            && Math.Max(Padding.Top, Padding.Bottom) < KernelHeight && Math.Max(Padding.Left, Padding.Right) < KernelWidth;
        if (!isPositive || !isPaddingSmaller || PaddedHeight < KernelHeight || PaddedWidth < KernelWidth)
        {
            throw new ArgumentException(
                $"{this} is not a convolution: sizes must be positive, padding smaller than the kernel, and the kernel no larger than the padded picture.");
        }
    }
}
