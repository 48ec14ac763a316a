using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Inverted dropout: leaves out values at random and scales the others up, so that their expectation stays.</summary>
public static unsafe class RandomDrop
{
    // Random numbers come as multiples of one part in so many.
    private const float Steps = 1 << 24;

    // Numbers drawn at a time: they stay in the first level of the cache.
    private const int Chunk = 1024;

    // Numbers of a block that are passed over, and what a vector reads past the last one.
    private const int PastTheChunk = 32;

    /// <summary>Leaves out each value with the probability <paramref name="rate"/>.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="output">As many values; may be the input itself.</param>
    /// <param name="mask">Receives 1 for each value that is kept, 0 for each that is left out.</param>
    /// <param name="rate">From 0 up to, not including, 1.</param>
    /// <param name="random">Each value's fate is a function of it and of the value's index.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(Tensor input, Tensor output, Span<byte> mask, float rate, in RandomDraw random, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Require.AtLeast<byte>(mask, count);
        fixed (byte* kept = mask)
        {
            var kernel = new ForwardKernel(input.Pointer, output.Pointer, kept, rate, random);
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

    private readonly struct ForwardKernel(float* input, float* output, byte* mask, float rate, RandomDraw random) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector scale = TLanes.Create(1f / (1f - rate));
            TVector threshold = TLanes.Create((uint)(rate * Steps) / Steps);
            TVector one = TLanes.Create(1);
            float* numbers = stackalloc float[Chunk + PastTheChunk];
            for (nint first = start; first < end; first += Chunk)
            {
                // Ranges begin at multiples of four, and a block of the generator holds four numbers: what comes before in the first one is passed over.
                nint chunk = Math.Min(Chunk, end - first);
                (ulong block, ulong passed) = Math.DivRem((ulong)(random.First + first), 4);
                Random.Philox.Fill(random.Seed, random.Stream, block, new Span<float>(numbers, (int)chunk + (int)passed));
                float* own = numbers + passed;
                for (nint index = first; index < first + chunk; index += TLanes.Count)
                {
                    nint left = end - index;
                    TVector isDropped = TLanes.GreaterThan(threshold, TLanes.Load(own + index - first));
                    TVector values = TLanes.Multiply(Edges.Load<TVector, TLanes>(input + index, left), scale);
                    TLanes.StoreBytes(TLanes.Select(isDropped, TLanes.Zero, one), mask + index, left);
                    Edges.Store<TVector, TLanes>(TLanes.Select(isDropped, TLanes.Zero, values), output + index, left);
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
