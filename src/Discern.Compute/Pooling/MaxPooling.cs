using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Pooling;

/// <summary>The largest value of each window, channel by channel.</summary>
public static unsafe class MaxPooling
{
    /// <summary>Pools a batch of pictures.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="input">Batch × height × width × channels.</param>
    /// <param name="output">Batch × output height × output width × channels.</param>
    /// <param name="argmax">Receives for each output the cell of its window, row-major, that it came from (the first of equals); empty in inference.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(in PoolingShape shape, Tensor input, Tensor output, Span<byte> argmax, Workers workers)
    {
        shape.Check(input, output);
        if (argmax.Length > 0)
        {
            Require.AtLeast<byte>(argmax, output.Shape.Count);
        }

        fixed (byte* cells = argmax)
        {
            var kernel = new ForwardKernel(shape, input.Pointer, output.Pointer, cells);
            long rows = (long)input.Shape.Batch * shape.OutputHeight;
            Ranges.RunRows(rows, (long)shape.OutputWidth * shape.Channels, kernel, workers);
        }
    }

    /// <summary>Gives each output's gradient to the value that it came from; the others get 0.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="argmax">What the forward pass wrote.</param>
    /// <param name="outputGradient">Batch × output height × output width × channels.</param>
    /// <param name="inputGradient">Batch × height × width × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(
        in PoolingShape shape, ReadOnlySpan<byte> argmax, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        shape.Check(inputGradient, outputGradient);
        Require.AtLeast(argmax, outputGradient.Shape.Count);
        fixed (byte* cells = argmax)
        {
            var kernel = new BackwardKernel(shape, cells, outputGradient.Pointer, inputGradient.Pointer);
            Ranges.Run(inputGradient.Shape.Batch, 1, kernel, workers);
        }
    }

    private readonly struct ForwardKernel(PoolingShape shape, float* input, float* output, byte* argmax) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                for (int column = 0; column < shape.OutputWidth; column++)
                {
                    Window<TVector, TLanes>(row, column);
                }
            }
        }

        private void Window<TVector, TLanes>(nint row, int column)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            int outputRow = (int)(row % shape.OutputHeight);
            float* picture = input + (row / shape.OutputHeight * shape.Height * shape.Width * channels);
            (int top, int bottom) = shape.RowsOf(outputRow);
            (int left, int right) = shape.ColumnsOf(column);
            int corner = (((outputRow * shape.Stride) - shape.Padding.Top) * shape.WindowWidth) + (column * shape.Stride) - shape.Padding.Left;
            nint target = ((row * shape.OutputWidth) + column) * channels;
            float* cells = stackalloc float[TLanes.Count];
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                nint rest = channels - channel;
                TVector best = Edges.Load<TVector, TLanes>(picture + ((((nint)top * shape.Width) + left) * channels) + channel, rest);
                TVector cell = TLanes.Create((top * shape.WindowWidth) + left - corner);
                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        TVector value = Edges.Load<TVector, TLanes>(picture + ((((nint)y * shape.Width) + x) * channels) + channel, rest);
                        TVector isLarger = TLanes.GreaterThan(value, best);
                        best = TLanes.Max(best, value);
                        cell = TLanes.Select(isLarger, TLanes.Create((y * shape.WindowWidth) + x - corner), cell);
                    }
                }

                Edges.Store<TVector, TLanes>(best, output + target + channel, rest);
                if (argmax is not null)
                {
                    TLanes.Store(cell, cells);
                    for (nint lane = 0; lane < Math.Min(rest, TLanes.Count); lane++)
                    {
                        argmax[target + channel + lane] = (byte)cells[lane];
                    }
                }
            }
        }
    }

    /// <summary>Picture by picture, since windows may overlap.</summary>
    private readonly struct BackwardKernel(PoolingShape shape, byte* argmax, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint inputSize = (nint)shape.Height * shape.Width * shape.Channels;
            nint outputSize = (nint)shape.OutputHeight * shape.OutputWidth * shape.Channels;
            for (nint picture = start; picture < end; picture++)
            {
                new Span<float>(inputGradient + (picture * inputSize), (int)inputSize).Clear();
                Scatter(argmax + (picture * outputSize), outputGradient + (picture * outputSize), inputGradient + (picture * inputSize));
            }
        }

        private void Scatter(byte* cells, float* source, float* target)
        {
            for (int row = 0; row < shape.OutputHeight; row++)
            {
                for (int column = 0; column < shape.OutputWidth; column++)
                {
                    int y = (row * shape.Stride) - shape.Padding.Top;
                    int x = (column * shape.Stride) - shape.Padding.Left;
                    for (int channel = 0; channel < shape.Channels; channel++)
                    {
                        (int down, int across) = Math.DivRem(*cells++, shape.WindowWidth);
                        target[((((nint)(y + down) * shape.Width) + x + across) * shape.Channels) + channel] += *source++;
                    }
                }
            }
        }
    }
}
