using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Pooling;

/// <summary>The mean of each window, channel by channel; padding counts for nothing, as in TensorFlow.</summary>
public static unsafe class AveragePooling
{
    /// <summary>Pools a batch of pictures.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="input">Batch × height × width × channels.</param>
    /// <param name="output">Batch × output height × output width × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(in PoolingShape shape, Tensor input, Tensor output, Workers workers)
    {
        shape.Check(input, output);
        long rows = (long)input.Shape.Batch * shape.OutputHeight;
        var kernel = new ForwardKernel(shape, input.Pointer, output.Pointer);
        Ranges.RunRows(rows, (long)shape.OutputWidth * shape.Channels, kernel, workers);
    }

    /// <summary>Shares each output's gradient evenly among the values of its window.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="outputGradient">Batch × output height × output width × channels.</param>
    /// <param name="inputGradient">Batch × height × width × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(in PoolingShape shape, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        shape.Check(inputGradient, outputGradient);
        var kernel = new BackwardKernel(shape, outputGradient.Pointer, inputGradient.Pointer);
        Ranges.Run(inputGradient.Shape.Batch, 1, kernel, workers);
    }

    private readonly struct ForwardKernel(PoolingShape shape, float* input, float* output) : IRangeKernel
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
                (int top, int bottom) = shape.RowsOf((int)(row % shape.OutputHeight));
                for (int column = 0; column < shape.OutputWidth; column++)
                {
                    (int left, int right) = shape.ColumnsOf(column);
                    TVector share = TLanes.Create(1f / ((bottom - top) * (right - left)));
                    float* target = output + (((row * shape.OutputWidth) + column) * channels);
                    for (nint channel = 0; channel < channels; channel += TLanes.Count)
                    {
                        TVector sum = TLanes.Zero;
                        for (int y = top; y < bottom; y++)
                        {
                            for (int x = left; x < right; x++)
                            {
                                float* cell = picture + ((((nint)y * shape.Width) + x) * channels);
                                sum = TLanes.Add(sum, Edges.Load<TVector, TLanes>(cell + channel, channels - channel));
                            }
                        }

                        Edges.Store<TVector, TLanes>(TLanes.Multiply(sum, share), target + channel, channels - channel);
                    }
                }
            }
        }
    }

    /// <summary>Picture by picture, since windows may overlap.</summary>
    private readonly struct BackwardKernel(PoolingShape shape, float* outputGradient, float* inputGradient) : IRangeKernel
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
                Scatter<TVector, TLanes>(outputGradient + (picture * outputSize), inputGradient + (picture * inputSize));
            }
        }

        private void Scatter<TVector, TLanes>(float* source, float* target)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = shape.Channels;
            for (int row = 0; row < shape.OutputHeight; row++)
            {
                (int top, int bottom) = shape.RowsOf(row);
                for (int column = 0; column < shape.OutputWidth; column++, source += channels)
                {
                    (int left, int right) = shape.ColumnsOf(column);
                    TVector share = TLanes.Create(1f / ((bottom - top) * (right - left)));
                    for (nint channel = 0; channel < channels; channel += TLanes.Count)
                    {
                        nint rest = channels - channel;
                        TVector gradient = TLanes.Multiply(share, Edges.Load<TVector, TLanes>(source + channel, rest));
                        for (int y = top; y < bottom; y++)
                        {
                            for (int x = left; x < right; x++)
                            {
                                float* cell = target + ((((nint)y * shape.Width) + x) * channels) + channel;
                                Edges.Store<TVector, TLanes>(TLanes.Add(gradient, Edges.Load<TVector, TLanes>(cell, rest)), cell, rest);
                            }
                        }
                    }
                }
            }
        }
    }
}
