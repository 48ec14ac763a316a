using System.Runtime.CompilerServices;
using Discern.Compute.Convolutions;
using Discern.Compute.Elementwise;
using Discern.Compute.Vectors;

namespace Discern.Compute.Depthwise;

/// <summary>The way back to rows of the input where there is a stride: each value gathers from the outputs that it fed.</summary>
/// <param name="shape">The geometry.</param>
/// <param name="weights">[kernel row][kernel column][channel].</param>
/// <param name="outputGradient">The loss by what came out.</param>
/// <param name="inputGradient">Receives the loss by what went in.</param>
internal readonly unsafe struct GatheringRows(ConvolutionShape shape, float* weights, float* outputGradient, float* inputGradient) : IRangeKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        // Which outputs a pixel fed is the same for all its channels.
        nint* gradients = stackalloc nint[shape.KernelHeight * shape.KernelWidth];
        nint* kernels = stackalloc nint[shape.KernelHeight * shape.KernelWidth];
        nint channels = shape.Channels;
        for (nint row = start; row < end; row++)
        {
            float* picture = outputGradient + (row / shape.Height * shape.OutputHeight * shape.OutputWidth * channels);
            int y = (int)(row % shape.Height) + shape.Padding.Top;
            for (int column = 0; column < shape.Width; column++)
            {
                int taps = FindTaps(y, column + shape.Padding.Left, gradients, kernels);
                float* target = inputGradient + (((row * shape.Width) + column) * channels);
                Gather<TVector, TLanes>(picture, gradients, kernels, taps, target);
            }
        }
    }

    /// <summary>One pixel; four vectors of channels at once, so that each tap is looked up once for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Gather<TVector, TLanes>(float* picture, nint* gradients, nint* kernels, int taps, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint channels = shape.Channels;
        nint lanes = TLanes.Count;
        nint channel = 0;
        for (; channel + (4 * lanes) <= channels; channel += 4 * lanes)
        {
            TVector sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
            for (int tap = 0; tap < taps; tap++)
            {
                float* gradient = picture + gradients[tap] + channel;
                float* weight = weights + kernels[tap] + channel;
                sum0 = TLanes.MultiplyAdd(TLanes.Load(gradient), TLanes.Load(weight), sum0);
                sum1 = TLanes.MultiplyAdd(TLanes.Load(gradient + lanes), TLanes.Load(weight + lanes), sum1);
                sum2 = TLanes.MultiplyAdd(TLanes.Load(gradient + (2 * lanes)), TLanes.Load(weight + (2 * lanes)), sum2);
                sum3 = TLanes.MultiplyAdd(TLanes.Load(gradient + (3 * lanes)), TLanes.Load(weight + (3 * lanes)), sum3);
            }

            float* to = target + channel;
            TLanes.Store(sum0, to);
            TLanes.Store(sum1, to + lanes);
            TLanes.Store(sum2, to + (2 * lanes));
            TLanes.Store(sum3, to + (3 * lanes));
        }

        for (; channel < channels; channel += lanes)
        {
            nint left = channels - channel;
            TVector sum = TLanes.Zero;
            for (int tap = 0; tap < taps; tap++)
            {
                TVector gradient = Edges.Load<TVector, TLanes>(picture + gradients[tap] + channel, left);
                sum = TLanes.MultiplyAdd(gradient, Edges.Load<TVector, TLanes>(weights + kernels[tap] + channel, left), sum);
            }

            Edges.Store<TVector, TLanes>(sum, target + channel, left);
        }
    }

    /// <summary>Finds the outputs that a pixel of the padded input fed, and the weights through which it did: every stride-th tap, each one output further back.</summary>
    private int FindTaps(int y, int x, nint* gradients, nint* kernels)
    {
        int taps = 0;
        (int lowest, int firstDown) = Math.DivRem(y, shape.Stride);
        (int rightmost, int firstAcross) = Math.DivRem(x, shape.Stride);
        for (int down = firstDown, row = lowest; down < shape.KernelHeight && row >= 0; down += shape.Stride, row--)
        {
            for (int across = firstAcross, column = rightmost; across < shape.KernelWidth && column >= 0 && row < shape.OutputHeight; across += shape.Stride, column--)
            {
                if (column < shape.OutputWidth)
                {
                    gradients[taps] = (((nint)row * shape.OutputWidth) + column) * shape.Channels;
                    kernels[taps] = (((nint)down * shape.KernelWidth) + across) * shape.Channels;
                    taps++;
                }
            }
        }

        return taps;
    }
}
