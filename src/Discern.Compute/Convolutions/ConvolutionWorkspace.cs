using Discern.Compute.Winograd;

namespace Discern.Compute.Convolutions;

/// <summary>How the workspace of a convolution is shared out, in floats at any vector width.</summary>
internal static class ConvolutionWorkspace
{
    /// <summary>Floats of the widest vector.</summary>
    public const int WidestVector = 16;

    private const int WidestPanel = 2 * WidestVector;

    // Sums of chunks together take no more floats than this (40 MiB), so large layers have fewer chunks.
    private const long MostSumCount = 10 << 20;
    private const int MostChunks = 16;

    // Gradients before pooling of so many floats (8 MiB) are spread at a time: they stay in the last-level cache until they are read again.
    private const long MostSpreadCount = 2 << 20;

    /// <summary>What each call needs.</summary>
    public static long Count(in ConvolutionShape shape, int batch, bool isTraining)
    {
        long packed = PackedCount(shape);
        if (!isTraining)
        {
            return packed;
        }

        long turned = (long)shape.KernelHeight * shape.KernelWidth * shape.Filters * RoundUp(shape.Channels, WidestPanel);
        long again = TurnedConvolution.IsWorthwhile(shape) ? TurnedConvolution.WorkspaceCount(shape) : 0;
        long sums = WinogradConvolution.IsWorthwhile(shape) ? SpreadCount(shape, batch) + WinogradGradient.SumsCount(shape) : 0;
        return Math.Max(Math.Max(packed, again + sums), turned + (ChunkCount(shape, batch) * SumStride(shape)));
    }

    /// <summary>What packed weights take.</summary>
    public static long PackedCount(in ConvolutionShape shape)
    {
        shape.ThrowIfNone();
        return WinogradConvolution.IsWorthwhile(shape)
            ? WinogradConvolution.WeightsCount(shape)
            : (long)shape.KernelHeight * shape.KernelWidth * shape.Channels * RoundUp(shape.Filters, WidestPanel);
    }

    /// <summary>
    /// Chunks of pictures with sums of their own: never a matter of how many threads there are. Of two pictures at least, so
    /// that no sum is written and read again for the sake of one.
    /// </summary>
    public static int ChunkCount(in ConvolutionShape shape, int batch) =>
        (int)Math.Clamp(MostSumCount / SumStride(shape), 1, Math.Clamp((batch + 1) / 2, 1, MostChunks));

    /// <summary>A chunk's sums of the weights, which lie in panels, and of the bias.</summary>
    public static long SumStride(in ConvolutionShape shape) =>
        (((long)shape.KernelHeight * shape.KernelWidth * shape.Channels) + 1) * RoundUp(shape.Filters, WidestVector);

    /// <summary>Pictures whose gradients are spread at a time.</summary>
    public static int SpreadPictures(in ConvolutionShape shape, int batch) => (int)Math.Clamp(MostSpreadCount / shape.OutputCount, 1, Math.Max(batch, 1));

    /// <summary>Their gradients; whole vectors are read up to the last value.</summary>
    public static long SpreadCount(in ConvolutionShape shape, int batch) => RoundUp(SpreadPictures(shape, batch) * shape.OutputCount, WidestVector) + WidestVector;

    /// <summary>The next multiple.</summary>
    public static long RoundUp(long value, long multiple) => (value + multiple - 1) / multiple * multiple;
}
