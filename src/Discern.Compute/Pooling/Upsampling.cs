using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Pooling;

/// <summary>Pictures a whole number of times as high and as wide: every place is repeated.</summary>
public static unsafe class Upsampling
{
    /// <summary>Repeats every place of a batch of pictures.</summary>
    /// <param name="input">Batch × height × width × channels.</param>
    /// <param name="factor">How many times as high and as wide, 1 or more.</param>
    /// <param name="output">Batch × (height · factor) × (width · factor) × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(Tensor input, int factor, Tensor output, Workers workers)
    {
        Check(input, factor, output);
        var kernel = new RepeatKernel(input.Shape.Width, input.Shape.Channels, factor, input.Pointer, output.Pointer);
        Ranges.RunRows((long)output.Shape.Batch * output.Shape.Height, (long)output.Shape.Width * output.Shape.Channels, kernel, workers);
    }

    /// <summary>Adds up the gradients of all places that one was repeated to.</summary>
    /// <param name="outputGradient">Batch × (height · factor) × (width · factor) × channels.</param>
    /// <param name="factor">How many times as high and as wide, 1 or more.</param>
    /// <param name="inputGradient">Batch × height × width × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(Tensor outputGradient, int factor, Tensor inputGradient, Workers workers)
    {
        Check(inputGradient, factor, outputGradient);
        Shape shape = inputGradient.Shape;
        var kernel = new SumKernel(shape.Width, shape.Channels, factor, outputGradient.Pointer, inputGradient.Pointer);
        Ranges.RunRows((long)shape.Batch * shape.Height, (long)outputGradient.Shape.Width * shape.Channels * factor, kernel, workers);
    }

    private static void Check(Tensor small, int factor, Tensor large)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        Shape shape = small.Shape;
        Require.Count(small, shape.Count);
        Require.Count(large, shape.Count * factor * factor);
        var expected = new Shape(shape.Batch, shape.Height * factor, shape.Width * factor, shape.Channels);
        if (large.Shape != expected)
        {
            throw new ArgumentException($"{shape} repeated {factor} times is {expected}, not {large.Shape}.", nameof(large));
        }
    }

    /// <summary>By rows of the large picture: each is a row of the small one.</summary>
    private readonly struct RepeatKernel(nint width, nint channels, nint factor, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                float* source = input + (row / factor * width * channels);
                float* target = output + (row * width * factor * channels);
                for (nint column = 0; column < width; column++, source += channels)
                {
                    for (nint repeat = 0; repeat < factor; repeat++, target += channels)
                    {
                        for (nint channel = 0; channel < channels; channel += TLanes.Count)
                        {
                            Edges.Store<TVector, TLanes>(
                                Edges.Load<TVector, TLanes>(source + channel, channels - channel), target + channel, channels - channel);
                        }
                    }
                }
            }
        }
    }

    /// <summary>By rows of the small picture: no two of them share a place of the large one.</summary>
    private readonly struct SumKernel(nint width, nint channels, nint factor, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint wide = width * factor * channels;
            for (nint row = start; row < end; row++)
            {
                for (nint column = 0; column < width; column++)
                {
                    float* corner = outputGradient + (row * factor * wide) + (column * factor * channels);
                    float* target = inputGradient + (((row * width) + column) * channels);
                    for (nint channel = 0; channel < channels; channel += TLanes.Count)
                    {
                        Edges.Store<TVector, TLanes>(Sum<TVector, TLanes>(corner + channel, wide, channels - channel), target + channel, channels - channel);
                    }
                }
            }
        }

        private TVector Sum<TVector, TLanes>(float* corner, nint wide, nint left)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector sum = TLanes.Zero;
            for (nint y = 0; y < factor; y++)
            {
                for (nint x = 0; x < factor; x++)
                {
                    sum = TLanes.Add(sum, Edges.Load<TVector, TLanes>(corner + (y * wide) + (x * channels), left));
                }
            }

            return sum;
        }
    }
}
