using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Compute.Bfloat16;

/// <summary>The weights of a convolution or a dense layer, rounded to bfloat16 and packed as the tiles read them: once, for any number of passes.</summary>
/// <remarks>
/// Panels of 32 filters, zeros behind the last. In a panel follow kernel row, kernel column and channel, zeros behind the last of those, in steps of 32; a
/// step holds its first 16 filters and then the others, 16 pairs of channels for each, filter by filter.
/// </remarks>
public sealed unsafe class Bfloat16Weights : IPackedWeights
{
    private const int Half = TileProduct.Columns / 2;

    private readonly Arena arena;

    /// <summary>Takes the memory for the weights of a convolution; a dense layer is one of 1 × 1 over pictures of one pixel.</summary>
    /// <param name="shape">The geometry.</param>
    public Bfloat16Weights(in ConvolutionShape shape)
    {
        Shape = shape;
        arena = new Arena((long)Panels * PanelCount * sizeof(ushort));
        Values = (ushort*)arena.Tensor(0, new Shape(1)).Pointer;
    }

    /// <inheritdoc/>
    public long ByteCount => arena.ByteCount;

    /// <summary>The geometry of the convolution that they are for.</summary>
    internal ConvolutionShape Shape { get; }

    /// <summary>How many panels.</summary>
    internal int Panels => (Shape.Filters + TileProduct.Columns - 1) / TileProduct.Columns;

    /// <summary>Values of a panel.</summary>
    internal nint PanelCount => (nint)Shape.KernelHeight * Shape.KernelWidth * Rounding.PaddedChannels(Shape.Channels) * TileProduct.Columns;

    internal ushort* Values { get; }

    /// <inheritdoc/>
    public void Pack(Tensor weights, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        long expected = (long)Shape.KernelHeight * Shape.KernelWidth * Shape.Channels * Shape.Filters;
        if (weights.Shape.Count != expected)
        {
            throw new ArgumentException($"The weights are {weights.Shape}; this convolution needs {expected} values.", nameof(weights));
        }

        workers.For(Panels, new PackJob(this, weights.Pointer));
    }

    /// <inheritdoc/>
    public void Forward(Tensor input, Tensor bias, Tensor addend, Activation activation, Tensor output, Workers workers) =>
        Bfloat16Convolution.Forward(input, this, bias, activation, output, workers, addend);

    /// <inheritdoc/>
    public void ForwardPooled(Tensor input, Tensor bias, Activation activation, Tensor pooled, Workers workers) =>
        Bfloat16Convolution.ForwardPooled(input, this, bias, activation, pooled, workers);

    /// <inheritdoc/>
    public void Dispose() => arena.Dispose();

    /// <summary>Where a value lies in a panel.</summary>
    internal static nint PlaceInPanel(nint depth, int column)
    {
        nint step = depth / TileProduct.Depth;
        nint pair = depth % TileProduct.Depth / 2;
        return (step * TileProduct.Depth * TileProduct.Columns)
            + (column / Half * (TileProduct.Depth * Half))
            + (pair * TileProduct.Columns)
            + (column % Half * 2)
            + (depth % 2);
    }

    private readonly struct PackJob(Bfloat16Weights packed, float* weights) : IJob
    {
        public void Run(int index, int worker)
        {
            ConvolutionShape shape = packed.Shape;
            ushort* panel = packed.Values + (index * packed.PanelCount);
            int first = index * TileProduct.Columns;
            int columns = Math.Min(TileProduct.Columns, shape.Filters - first);
            int padded = Rounding.PaddedChannels(shape.Channels);
            float* source = weights + first;
            for (int tap = 0; tap < shape.KernelHeight * shape.KernelWidth; tap++)
            {
                for (int channel = 0; channel < shape.Channels; channel++)
                {
                    nint depth = ((nint)tap * padded) + channel;
                    for (int half = 0; half < columns; half += Half)
                    {
                        ushort* target = panel + PlaceInPanel(depth, half);
                        for (int column = half; column < Math.Min(half + Half, columns); column++)
                        {
                            *target = Rounding.Round(source[column]);
                            target += 2;
                        }
                    }

                    source += shape.Filters;
                }
            }
        }
    }
}
