using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>√max(x, 0).</summary>
public static unsafe class SquareRoot
{
    /// <summary>Applies the function to each value; the output may be the input itself.</summary>
    public static void Forward(Tensor input, Tensor output, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Ranges.Run(count, new ForwardKernel(input.Pointer, output.Pointer), workers);
    }

    /// <summary>The input's gradient: g / 2y, and 0 where y is 0. It may be the output's gradient itself.</summary>
    public static void Backward(Tensor output, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        long count = output.Shape.Count;
        Require.Count(output, count);
        Require.Count(outputGradient, count);
        Require.Count(inputGradient, count);
        Ranges.Run(count, new BackwardKernel(output.Pointer, outputGradient.Pointer, inputGradient.Pointer), workers);
    }

    private readonly struct ForwardKernel(float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(input + index, end - index);
                Edges.Store<TVector, TLanes>(TLanes.SquareRoot(TLanes.Max(value, TLanes.Zero)), output + index, end - index);
            }
        }
    }

    private readonly struct BackwardKernel(float* output, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector half = TLanes.Create(0.5f);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(output + index, end - index);
                TVector slope = TLanes.And(TLanes.GreaterThan(value, TLanes.Zero), TLanes.Divide(half, value));
                Edges.Store<TVector, TLanes>(TLanes.Multiply(slope, Edges.Load<TVector, TLanes>(outputGradient + index, end - index)), inputGradient + index, end - index);
            }
        }
    }
}
