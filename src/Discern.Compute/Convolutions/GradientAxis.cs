namespace Discern.Compute.Convolutions;

/// <summary>
/// One axis of the way back to the input, for one phase of the stride: which gradients of the output each row, or column, of
/// the input hears of.
/// </summary>
/// <remarks>
/// Input column c hears of output column o through kernel column k = c + padding − stride · o. With phase
/// p = (c + padding) mod stride, k = p + stride · j, and o = (c + padding − p) / stride − j for j = 0, 1, …: a stride-1
/// convolution of the gradient with every stride-th kernel column, turned round. Taps that would read beside the gradient
/// are left out, so that it needs no zeros around it. Rows alike.
/// </remarks>
internal readonly struct GradientAxis
{
    private readonly int gradients;
    private readonly int firstGradient;

    /// <summary>Lays out an axis.</summary>
    /// <param name="size">Rows, or columns, of the input.</param>
    /// <param name="padding">Zeros before the first of them.</param>
    /// <param name="kernel">Rows, or columns, of the kernel.</param>
    /// <param name="stride">The stride.</param>
    /// <param name="phase">0 to <paramref name="stride"/> − 1.</param>
    /// <param name="gradients">Rows, or columns, of the gradient.</param>
    public GradientAxis(int size, int padding, int kernel, int stride, int phase, int gradients)
    {
        this.gradients = gradients;
        Taps = TapsOf(kernel, stride, phase);
        First = (((phase - padding) % stride) + stride) % stride;
        Count = Math.Max(0, (size - First + stride - 1) / stride);
        firstGradient = ((First + padding - phase) / stride) - (Taps - 1);
    }

    /// <summary>The first row, or column, of the input that is of this phase.</summary>
    public int First { get; }

    /// <summary>How many there are, each a stride behind the one before.</summary>
    public int Count { get; }

    /// <summary>Kernel rows, or columns, of this phase.</summary>
    public int Taps { get; }

    /// <summary>How many kernel rows, or columns, belong to a phase.</summary>
    public static int TapsOf(int kernel, int stride, int phase) => phase >= kernel ? 0 : (kernel - phase + stride - 1) / stride;

    /// <summary>The run that begins at <paramref name="index"/>, 0 to <see cref="Count"/> − 1: all inner places, or one at an edge, which hears through fewer taps.</summary>
    public GradientRun RunAt(int index)
    {
        var (before, after) = LeftOut(index);
        bool isInner = before == 0 && after == 0;
        int next = isInner ? Math.Min(Count, gradients - Taps - firstGradient + 1) : index + 1;
        return new GradientRun(index, next - index, before, Math.Max(0, Taps - before - after), firstGradient + index + before);
    }

    /// <summary>All places that hear through one turned tap, 0 to <see cref="Taps"/> − 1: they are neighbours.</summary>
    public GradientRun HearingThrough(int tap)
    {
        int first = Math.Max(0, -firstGradient - tap);
        int end = Math.Min(Count, gradients - firstGradient - tap);
        return new GradientRun(first, Math.Max(0, end - first), tap, 1, firstGradient + first + tap);
    }

    private (int Before, int After) LeftOut(int index)
    {
        int gradient = firstGradient + index;
        return (Math.Max(0, -gradient), Math.Max(0, gradient + Taps - gradients));
    }
}
