using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Inverted dropout: leaves out values at random and scales the others up, so that their expectation stays.</summary>
public static unsafe class RandomDrop
{
    /// <summary>Leaves out each value with the probability <paramref name="rate"/>.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="output">As many values; may be the input itself.</param>
    /// <param name="mask">Receives 1 for each value that is kept, 0 for each that is left out.</param>
    /// <param name="rate">From 0 up to, not including, 1.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">Names the layer and the step: each value's fate is a function of (seed, stream, its index).</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(Tensor input, Tensor output, Span<byte> mask, float rate, ulong seed, ulong stream, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Require.AtLeast<byte>(mask, count);
        fixed (byte* kept = mask)
        {
            var kernel = new ForwardKernel(input.Pointer, output.Pointer, kept, new Draw(rate, seed, stream));
            Ranges.Run(count, kernel, workers);
        }
    }

    /// <summary>Lets the gradient of the kept values pass, scaled as they were.</summary>
    /// <param name="mask">What the forward pass wrote.</param>
    /// <param name="rate">The same as in the forward pass.</param>
    /// <param name="outputGradient">Any shape.</param>
    /// <param name="inputGradient">As many values; may be the output's gradient itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(ReadOnlySpan<byte> mask, float rate, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        long count = outputGradient.Shape.Count;
        Require.Count(outputGradient, count);
        Require.Count(inputGradient, count);
        Require.AtLeast(mask, count);
        fixed (byte* kept = mask)
        {
            Ranges.Run(count, new BackwardKernel(kept, 1f / (1f - rate), outputGradient.Pointer, inputGradient.Pointer), workers);
        }
    }

    private readonly record struct Draw(float Rate, ulong Seed, ulong Stream);

    private readonly struct ForwardKernel(float* input, float* output, byte* mask, Draw draw) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            // Ranges begin at multiples of four, and a block of the generator holds four numbers.
            float scale = 1f / (1f - draw.Rate);
            uint threshold = (uint)(draw.Rate * (1 << 24));
            uint* numbers = stackalloc uint[4];
            for (nint index = start; index < end; index += 4)
            {
                (numbers[0], numbers[1], numbers[2], numbers[3]) = Random.Philox.At(draw.Seed, draw.Stream, (ulong)index / 4);
                for (nint lane = 0; lane < Math.Min(4, end - index); lane++)
                {
                    bool isKept = numbers[lane] >> 8 >= threshold;
                    mask[index + lane] = isKept ? (byte)1 : (byte)0;
                    output[index + lane] = isKept ? input[index + lane] * scale : 0f;
                }
            }
        }
    }

    private readonly struct BackwardKernel(byte* mask, float scale, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint index = start; index < end; index++)
            {
                inputGradient[index] = mask[index] != 0 ? outputGradient[index] * scale : 0f;
            }
        }
    }
}
