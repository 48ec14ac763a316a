using Discern.Compute.Convolutions;

namespace Discern.Compute.Bottlenecks;

/// <summary>The geometry of a MobileNet block: a convolution of 1 × 1 that widens, a depthwise one, a convolution of 1 × 1 that narrows.</summary>
/// <param name="Expand">The first; null where the depthwise one reads the block's input.</param>
/// <param name="Depthwise">The second, whose filters equal its channels.</param>
/// <param name="Project">The third.</param>
public readonly record struct BottleneckShape(ConvolutionShape? Expand, ConvolutionShape Depthwise, ConvolutionShape Project)
{
    // What a thread reads again and again, the weights of both products, leaves room for rows in the second-level cache.
    private const long MostWeights = 64 << 10;

    // Smaller maps stay in a cache between the layers, and a product over the whole batch reads its weights less often.
    private const long LeastWideCount = 64 << 10;

    // The products move pixels at such distances apart, for which they need memory that the block uses itself.
    private const int CacheWay = 1024;

    /// <summary>Whether the three fit together, and are faster row by row than one after the other.</summary>
    public bool IsWorthwhile
    {
        get
        {
            bool isNarrowed = Project.IsProduct && Project.Channels == Depthwise.Filters
                && Project.Height == Depthwise.OutputHeight && Project.Width == Depthwise.OutputWidth && Project.Channels % CacheWay != 0;
            long weights = (long)Project.Channels * Project.Filters;
            if (Expand is { } expand)
            {
                isNarrowed &= expand.IsProduct && expand.Filters == Depthwise.Channels
                    && expand.Height == Depthwise.Height && expand.Width == Depthwise.Width && expand.Channels % CacheWay != 0;
                weights += (long)expand.Channels * expand.Filters;
            }

            return isNarrowed && weights <= MostWeights && (long)Depthwise.Height * Depthwise.Width * Depthwise.Channels >= LeastWideCount;
        }
    }
}
