using System.Runtime.CompilerServices;
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
    /// <param name="output">Batch × output height × output width × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(in ConvolutionShape shape, Tensor input, Tensor weights, Tensor bias, Tensor output, Workers workers)
    {
        Check(shape, input, weights, output);
        if (bias.IsPresent)
        {
            Require.Count(bias, shape.Channels);
        }

        var kernel = new ForwardKernel(shape, input.Pointer, weights.Pointer, bias.Pointer, output.Pointer);
        Ranges.RunRows((long)input.Shape.Batch * shape.OutputHeight, (long)shape.OutputWidth * shape.Channels, kernel, workers);
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
        if (gradients.Input.IsPresent)
        {
            Require.Count(gradients.Input, input.Shape.Count);
            var kernel = new InputKernel(shape, weights.Pointer, gradients.Output.Pointer, gradients.Input.Pointer);
            Ranges.RunRows((long)input.Shape.Batch * shape.Height, (long)shape.Width * shape.Channels, kernel, workers);
        }

        if (gradients.Weights.IsPresent || gradients.Bias.IsPresent)
        {
            Require.AtLeast(workspace, WorkspaceCount(shape, input.Shape.Batch));
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

    /// <summary>Adds up what each picture gave, in order.</summary>
    private static void Reduce(in ConvolutionShape shape, int batch, float* partials, in DepthwiseGradients gradients)
    {
        int taps = shape.KernelHeight * shape.KernelWidth * shape.Channels;
        int stride = taps + shape.Channels;
        for (int index = 0; index < stride; index++)
        {
            double sum = 0;
            for (nint picture = 0; picture < batch; picture++)
            {
                sum += partials[(picture * stride) + index];
            }

            Tensor target = index < taps ? gradients.Weights : gradients.Bias;
            if (target.IsPresent)
            {
                target.Pointer[index < taps ? index : index - taps] = (float)sum;
            }
        }
    }

    private readonly struct ForwardKernel(ConvolutionShape shape, float* input, float* weights, float* bias, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            for (nint row = start; row < end; row++)
            {
                float* picture = input + (row / shape.OutputHeight * shape.Height * shape.Width * channels);
                int top = ((int)(row % shape.OutputHeight) * shape.Stride) - shape.Padding.Top;
                for (int column = 0; column < shape.OutputWidth; column++)
                {
                    int left = (column * shape.Stride) - shape.Padding.Left;
                    float* target = output + (((row * shape.OutputWidth) + column) * channels);
                    for (nint channel = 0; channel < channels; channel += TLanes.Count)
                    {
                        nint rest = channels - channel;
                        TVector sum = bias is null ? TLanes.Zero : Edges.Load<TVector, TLanes>(bias + channel, rest);
                        Edges.Store<TVector, TLanes>(Sum<TVector, TLanes>(picture + channel, weights + channel, top, left, rest, sum), target + channel, rest);
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TVector Sum<TVector, TLanes>(float* picture, float* kernel, int top, int left, nint rest, TVector sum)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            for (int y = Math.Max(-top, 0); y < Math.Min(shape.KernelHeight, shape.Height - top); y++)
            {
                for (int x = Math.Max(-left, 0); x < Math.Min(shape.KernelWidth, shape.Width - left); x++)
                {
                    TVector value = Edges.Load<TVector, TLanes>(picture + ((((nint)(top + y) * shape.Width) + left + x) * channels), rest);
                    TVector weight = Edges.Load<TVector, TLanes>(kernel + (((y * shape.KernelWidth) + x) * channels), rest);
                    sum = TLanes.MultiplyAdd(value, weight, sum);
                }
            }

            return sum;
        }
    }

    /// <summary>Each value of the input gathers from the outputs that it fed.</summary>
    private readonly struct InputKernel(ConvolutionShape shape, float* weights, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            for (nint row = start; row < end; row++)
            {
                float* picture = outputGradient + (row / shape.Height * shape.OutputHeight * shape.OutputWidth * channels);
                int y = (int)(row % shape.Height) + shape.Padding.Top;
                for (int column = 0; column < shape.Width; column++)
                {
                    int x = column + shape.Padding.Left;
                    float* target = inputGradient + (((row * shape.Width) + column) * channels);
                    for (nint channel = 0; channel < channels; channel += TLanes.Count)
                    {
                        TVector sum = Sum<TVector, TLanes>(picture + channel, weights + channel, y, x, channels - channel);
                        Edges.Store<TVector, TLanes>(sum, target + channel, channels - channel);
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TVector Sum<TVector, TLanes>(float* picture, float* kernel, int y, int x, nint rest)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            TVector sum = TLanes.Zero;
            for (int down = 0; down < shape.KernelHeight; down++)
            {
                (int outputRow, int skipped) = Math.DivRem(y - down, shape.Stride);
                if (y < down || skipped != 0 || outputRow >= shape.OutputHeight)
                {
                    continue;
                }

                for (int across = 0; across < shape.KernelWidth; across++)
                {
                    (int outputColumn, int between) = Math.DivRem(x - across, shape.Stride);
                    if (x < across || between != 0 || outputColumn >= shape.OutputWidth)
                    {
                        continue;
                    }

                    TVector gradient = Edges.Load<TVector, TLanes>(picture + ((((nint)outputRow * shape.OutputWidth) + outputColumn) * channels), rest);
                    TVector weight = Edges.Load<TVector, TLanes>(kernel + (((down * shape.KernelWidth) + across) * channels), rest);
                    sum = TLanes.MultiplyAdd(gradient, weight, sum);
                }
            }

            return sum;
        }
    }

    /// <summary>Each picture's share of the gradients of the weights and, behind them, of the bias.</summary>
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
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    for (nint tap = 0; tap < taps; tap++)
                    {
                        (nint y, nint x) = Math.DivRem(tap, shape.KernelWidth);
                        TVector sum = Tap<TVector, TLanes>(source + channel, gradient + channel, (int)y, (int)x, channels - channel);
                        Edges.Store<TVector, TLanes>(sum, target + (tap * channels) + channel, channels - channel);
                    }

                    TVector total = TLanes.Zero;
                    for (nint place = 0; place < shape.OutputHeight * shape.OutputWidth; place++)
                    {
                        total = TLanes.Add(total, Edges.Load<TVector, TLanes>(gradient + (place * channels) + channel, channels - channel));
                    }

                    Edges.Store<TVector, TLanes>(total, target + (taps * channels) + channel, channels - channel);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TVector Tap<TVector, TLanes>(float* source, float* gradient, int down, int across, nint rest)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            TVector sum = TLanes.Zero;
            for (int row = 0; row < shape.OutputHeight; row++)
            {
                int y = (row * shape.Stride) - shape.Padding.Top + down;
                if ((uint)y >= (uint)shape.Height)
                {
                    continue;
                }

                for (int column = 0; column < shape.OutputWidth; column++)
                {
                    int x = (column * shape.Stride) - shape.Padding.Left + across;
                    if ((uint)x < (uint)shape.Width)
                    {
                        TVector value = Edges.Load<TVector, TLanes>(source + ((((nint)y * shape.Width) + x) * channels), rest);
                        TVector slope = Edges.Load<TVector, TLanes>(gradient + ((((nint)row * shape.OutputWidth) + column) * channels), rest);
                        sum = TLanes.MultiplyAdd(value, slope, sum);
                    }
                }
            }

            return sum;
        }
    }
}
