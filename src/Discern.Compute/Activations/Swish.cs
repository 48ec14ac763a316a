using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>x / (1 + e⁻ˣ), also called SiLU: Ramachandran et al., "Searching for activation functions" (2017).</summary>
public static unsafe class Swish
{
    /// <summary>Applies the function to each value; the output may be the input itself.</summary>
    public static void Forward(Tensor input, Tensor output, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Ranges.Run(count, new ForwardKernel(input.Pointer, output.Pointer), workers);
    }

    /// <summary>The input's gradient: g · σ · (1 + x · (1 − σ)) with σ = 1 / (1 + e⁻ˣ). It may be the output's gradient itself.</summary>
    public static void Backward(Tensor input, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(outputGradient, count);
        Require.Count(inputGradient, count);
        Ranges.Run(count, new BackwardKernel(input.Pointer, outputGradient.Pointer, inputGradient.Pointer), workers);
    }

    private readonly struct ForwardKernel(float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector one = TLanes.Create(1f);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(input + index, end - index);
                TVector opposite = TLanes.Exp(TLanes.Subtract(TLanes.Zero, value));
                Edges.Store<TVector, TLanes>(TLanes.Divide(value, TLanes.Add(one, opposite)), output + index, end - index);
            }
        }
    }

    private readonly struct BackwardKernel(float* input, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector one = TLanes.Create(1f);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(input + index, end - index);
                TVector share = TLanes.Divide(one, TLanes.Add(one, TLanes.Exp(TLanes.Subtract(TLanes.Zero, value))));
                TVector slope = TLanes.Multiply(share, TLanes.MultiplyAdd(value, TLanes.Subtract(one, share), one));
                Edges.Store<TVector, TLanes>(TLanes.Multiply(slope, Edges.Load<TVector, TLanes>(outputGradient + index, end - index)), inputGradient + index, end - index);
            }
        }
    }
}
