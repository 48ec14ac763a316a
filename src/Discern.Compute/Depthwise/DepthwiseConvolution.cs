using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Depthwise;

/// <summary>Convolution of each channel with a kernel of its own: weights [kernel row][kernel column][channel].</summary>
/// <remarks>The shape's filters equal its channels. All passes give the same bits for any number of threads.</remarks>
public static unsafe class DepthwiseConvolution
{
    /// <summary>The floats of scratch that <see cref="Backward"/> needs.</summary>
    public static long WorkspaceCount(in ConvolutionShape shape, int batch) =>
        (long)batch * ((shape.KernelHeight * shape.KernelWidth) + 1) * shape.Channels;

    /// <summary>Computes the output.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="input">Batch × height × width × channels.</param>
    /// <param name="weights">Kernel height × kernel width × channels.</param>
    /// <param name="bias">One value per channel; absent for none.</param>
    /// <param name="activation">Applied to each output.</param>
    /// <param name="output">Batch × output height × output width × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(
        in ConvolutionShape shape, Tensor input, Tensor weights, Tensor bias, Activation activation, Tensor output, Workers workers)
    {
        Check(shape, input, weights, output);
        if (bias.IsPresent)
        {
            Require.Count(bias, shape.Channels);
        }

        RunRows(shape, input.Shape.Batch, new ForwardRows(shape, input.Pointer, weights.Pointer, bias.Pointer, activation, output.Pointer), workers);
    }

    /// <summary>Computes those gradients that are present.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="input">Batch × height × width × channels.</param>
    /// <param name="weights">Kernel height × kernel width × channels.</param>
    /// <param name="gradients">What comes in and what is wanted.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(
        in ConvolutionShape shape, Tensor input, Tensor weights, in DepthwiseGradients gradients, Tensor workspace, Workers workers)
    {
        Check(shape, input, weights, gradients.Output);
        Require.AtLeast(workspace, WorkspaceCount(shape, input.Shape.Batch));
        if (gradients.Input.IsPresent)
        {
            Require.Count(gradients.Input, input.Shape.Count);
            BackToInput(shape, input.Shape.Batch, weights, gradients, workspace, workers);
        }

        if (gradients.Weights.IsPresent || gradients.Bias.IsPresent)
        {
            var kernel = new WeightsKernel(shape, input.Pointer, gradients.Output.Pointer, workspace.Pointer);
            Ranges.Run(input.Shape.Batch, 1, kernel, workers);
            Reduce(shape, input.Shape.Batch, workspace.Pointer, gradients);
        }
    }

    private static void Check(in ConvolutionShape shape, Tensor input, Tensor weights, Tensor output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shape.Filters, shape.Channels, nameof(shape));
        long batch = input.Shape.Batch;
        Require.Count(input, batch * shape.Height * shape.Width * shape.Channels);
        Require.Count(weights, (long)shape.KernelHeight * shape.KernelWidth * shape.Channels);
        Require.Count(output, batch * shape.OutputHeight * shape.OutputWidth * shape.Channels);
    }

    private static void RunRows<TKernel>(in ConvolutionShape shape, int batch, TKernel kernel, Workers workers)
        where TKernel : struct, IRangeKernel =>
        Ranges.RunRows((long)batch * shape.OutputHeight, (long)shape.OutputWidth * shape.Channels, kernel, workers);

    private static void BackToInput(
        in ConvolutionShape shape, int batch, Tensor weights, in DepthwiseGradients gradients, Tensor workspace, Workers workers)
    {
        Padding padding = shape.Padding;
        bool isPaddingSmaller = Math.Max(padding.Top, padding.Bottom) < shape.KernelHeight && Math.Max(padding.Left, padding.Right) < shape.KernelWidth;
        if (shape.Stride > 1 || !isPaddingSmaller)
        {
            var kernel = new GatheringRows(shape, weights.Pointer, gradients.Output.Pointer, gradients.Input.Pointer);
            Ranges.RunRows((long)batch * shape.Height, (long)shape.Width * shape.Channels, kernel, workers);
            return;
        }

        // Without a stride the way back is the same convolution with the kernel turned around.
        int taps = shape.KernelHeight * shape.KernelWidth;
        for (int tap = 0; tap < taps; tap++)
        {
            new Span<float>(weights.Pointer + ((nint)tap * shape.Channels), shape.Channels)
                .CopyTo(new Span<float>(workspace.Pointer + ((nint)(taps - 1 - tap) * shape.Channels), shape.Channels));
        }

        ConvolutionShape back = shape.Turned;
        RunRows(back, batch, new ForwardRows(back, gradients.Output.Pointer, workspace.Pointer, null, Activation.None, gradients.Input.Pointer), workers);
    }

    /// <summary>Adds up what each picture gave.</summary>
    private static void Reduce(in ConvolutionShape shape, int batch, float* partials, in DepthwiseGradients gradients)
    {
        int taps = shape.KernelHeight * shape.KernelWidth * shape.Channels;
        int stride = taps + shape.Channels;
        if (gradients.Weights.IsPresent)
        {
            Require.Count(gradients.Weights, taps);
            PartialSums.Add(partials, batch, stride, taps, gradients.Weights.Pointer);
        }

        if (gradients.Bias.IsPresent)
        {
            Require.Count(gradients.Bias, shape.Channels);
            PartialSums.Add(partials + taps, batch, stride, shape.Channels, gradients.Bias.Pointer);
        }
    }

    /// <summary>Each picture's share of the gradients of the weights and, behind them, of the bias.</summary>
    /// <remarks>Row by row, and some channels of a row through all taps, so that they stay in the first-level cache.</remarks>
    private readonly struct WeightsKernel(ConvolutionShape shape, float* input, float* outputGradient, float* partials) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            nint taps = shape.KernelHeight * shape.KernelWidth;
            for (nint picture = start; picture < end; picture++)
            {
                float* source = input + (picture * shape.Height * shape.Width * channels);
                float* gradient = outputGradient + (picture * shape.OutputHeight * shape.OutputWidth * channels);
                float* target = partials + (picture * (taps + 1) * channels);
                NativeMemory.Clear(target, (nuint)((taps + 1) * channels * sizeof(float)));
                for (int row = 0; row < shape.OutputHeight; row++)
                {
                    // What the next row reads and this one does not is asked for ahead, a share with each vector of channels.
                    float* valuesAhead = source + (((row * shape.Stride) - shape.Padding.Top + shape.KernelHeight) * shape.Width * channels);
                    float* gradientAhead = gradient + (shape.OutputWidth * channels);
                    for (nint channel = 0; channel < channels; channel += TLanes.Count)
                    {
                        valuesAhead = Ahead.Ask<TVector, TLanes>(valuesAhead, shape.Stride * shape.Width * TLanes.Count);
                        gradientAhead = Ahead.Ask<TVector, TLanes>(gradientAhead, shape.OutputWidth * TLanes.Count);
                        Row<TVector, TLanes>(source + channel, gradient + channel, row, channels - channel, target + channel);
                    }

                    gradient += shape.OutputWidth * channels;
                }
            }
        }

        /// <summary>Adds what a row of outputs, at the channels of one vector, gives to all taps and to the bias.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Row<TVector, TLanes>(float* source, float* gradient, int row, nint rest, float* target)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            int top = (row * shape.Stride) - shape.Padding.Top;
            for (int y = Math.Max(-top, 0); y < Math.Min(shape.KernelHeight, shape.Height - top); y++)
            {
                for (int x = 0; x < shape.KernelWidth; x++)
                {
                    int left = x - shape.Padding.Left;
                    int first = left >= 0 ? 0 : (shape.Stride - 1 - left) / shape.Stride;
                    int last = left >= shape.Width ? 0 : Math.Min(((shape.Width - 1 - left) / shape.Stride) + 1, shape.OutputWidth);
                    float* values = source + (((((nint)top + y) * shape.Width) + (first * shape.Stride) + left) * channels);
                    float* sum = target + (((y * shape.KernelWidth) + x) * channels);
                    Edges.Store<TVector, TLanes>(
                        TLanes.Add(Edges.Load<TVector, TLanes>(sum, rest), Products<TVector, TLanes>(values, gradient + (first * channels), last - first, rest)),
                        sum,
                        rest);
                }
            }

            TVector total = Edges.Load<TVector, TLanes>(target + (shape.KernelHeight * shape.KernelWidth * channels), rest);
            for (nint column = 0; column < shape.OutputWidth; column++)
            {
                total = TLanes.Add(total, Edges.Load<TVector, TLanes>(gradient + (column * channels), rest));
            }

            Edges.Store<TVector, TLanes>(total, target + (shape.KernelHeight * shape.KernelWidth * channels), rest);
        }

        /// <summary>Σ values · gradient over some columns; four sums at once, since each addition waits for the one before.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TVector Products<TVector, TLanes>(float* values, float* gradient, int columns, nint rest)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            nint step = shape.Stride * channels;
            TVector sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
            int left = columns;
            if (rest >= TLanes.Count)
            {
                for (; left >= 4; left -= 4)
                {
                    sum0 = TLanes.MultiplyAdd(TLanes.Load(values), TLanes.Load(gradient), sum0);
                    sum1 = TLanes.MultiplyAdd(TLanes.Load(values + step), TLanes.Load(gradient + channels), sum1);
                    sum2 = TLanes.MultiplyAdd(TLanes.Load(values + (step * 2)), TLanes.Load(gradient + (channels * 2)), sum2);
                    sum3 = TLanes.MultiplyAdd(TLanes.Load(values + (step * 3)), TLanes.Load(gradient + (channels * 3)), sum3);
                    values += step * 4;
                    gradient += channels * 4;
                }
            }

            for (; left > 0; left--)
            {
                sum0 = TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(values, rest), Edges.Load<TVector, TLanes>(gradient, rest), sum0);
                values += step;
                gradient += channels;
            }

            return TLanes.Add(TLanes.Add(sum0, sum1), TLanes.Add(sum2, sum3));
        }
    }
}
