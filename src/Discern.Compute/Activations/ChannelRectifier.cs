using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>
/// Rectified units with a slope below 0 for each channel: x above 0, slope · x below. He et al., "Delving deep into
/// rectifiers" (ICCV 2015).
/// </summary>
public static unsafe class ChannelRectifier
{
    /// <summary>The floats of scratch that <see cref="SlopesGradient"/> needs for an input of that shape.</summary>
    public static long WorkspaceCount(Shape input) => input.Count + ColumnSums.WorkspaceCount(input.Channels);

    /// <summary>Applies the function to each value.</summary>
    /// <param name="input">Any shape; its last dimension are the channels.</param>
    /// <param name="slopes">One value per channel.</param>
    /// <param name="output">The same shape; may be the input itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(Tensor input, Tensor slopes, Tensor output, Workers workers)
    {
        Require.Count(output, input.Shape.Count);
        Run(input, input, slopes, output, workers);
    }

    /// <summary>The input's gradient: g above 0, slope · g below, and at 0.</summary>
    /// <param name="input">What the forward pass was given.</param>
    /// <param name="slopes">One value per channel.</param>
    /// <param name="outputGradient">As the input.</param>
    /// <param name="inputGradient">As the input; may be the output's gradient itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(Tensor input, Tensor slopes, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        Require.Count(inputGradient, input.Shape.Count);
        Run(input, outputGradient, slopes, inputGradient, workers);
    }

    /// <summary>The slopes' gradient: the sum of x · g where x is below 0.</summary>
    /// <param name="input">What the forward pass was given.</param>
    /// <param name="outputGradient">As the input.</param>
    /// <param name="slopesGradient">One value per channel.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">The threads to use.</param>
    public static void SlopesGradient(Tensor input, Tensor outputGradient, Tensor slopesGradient, Tensor workspace, Workers workers)
    {
        int count = checked((int)input.Shape.Count);
        Require.Count(outputGradient, count);
        Require.AtLeast(workspace, WorkspaceCount(input.Shape));
        Tensor products = workspace.Slice(0, count).Reshape(input.Shape);
        Ranges.Run(count, new ProductKernel(input.Pointer, outputGradient.Pointer, products.Pointer), workers);
        ColumnSums.Run(products, slopesGradient, workspace.Slice(count, (int)ColumnSums.WorkspaceCount(input.Shape.Channels)), workers);
    }

    private static void Run(Tensor sign, Tensor values, Tensor slopes, Tensor target, Workers workers)
    {
        int channels = sign.Shape.Channels;
        long count = sign.Shape.Count;
        Require.Count(values, count);
        Require.Count(slopes, channels);
        var kernel = new Kernel(channels, sign.Pointer, values.Pointer, slopes.Pointer, target.Pointer);
        Ranges.RunRows(count / channels, channels, kernel, workers);
    }

    private readonly struct Kernel(nint channels, float* sign, float* values, float* slopes, float* target) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint left = channels - channel;
                    nint index = (row * channels) + channel;
                    TVector value = Edges.Load<TVector, TLanes>(values + index, left);
                    TVector isPositive = TLanes.GreaterThan(Edges.Load<TVector, TLanes>(sign + index, left), TLanes.Zero);
                    TVector below = TLanes.Multiply(value, Edges.Load<TVector, TLanes>(slopes + channel, left));
                    Edges.Store<TVector, TLanes>(TLanes.Select(isPositive, value, below), target + index, left);
                }
            }
        }
    }

    private readonly struct ProductKernel(float* input, float* outputGradient, float* products) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = TLanes.Min(TLanes.Zero, Edges.Load<TVector, TLanes>(input + index, end - index));
                TVector product = TLanes.Multiply(value, Edges.Load<TVector, TLanes>(outputGradient + index, end - index));
                Edges.Store<TVector, TLanes>(product, products + index, end - index);
            }
        }
    }
}
