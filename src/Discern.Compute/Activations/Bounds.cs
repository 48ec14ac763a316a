using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>Keeps values between two bounds: min(max(x, lower), upper).</summary>
public static unsafe class Bounds
{
    /// <summary>Applies the bounds to each value; the output may be the input itself.</summary>
    public static void Forward(float lower, float upper, Tensor input, Tensor output, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Ranges.Run(count, new ForwardKernel(lower, upper, input.Pointer, output.Pointer), workers);
    }

    /// <summary>Lets the gradient pass where the output is inside the bounds; at the bounds it is 0. Both gradients may be the same memory.</summary>
    public static void Backward(float lower, float upper, Tensor output, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        long count = output.Shape.Count;
        Require.Count(output, count);
        Require.Count(outputGradient, count);
        Require.Count(inputGradient, count);
        Ranges.Run(count, new BackwardKernel(lower, upper, output.Pointer, outputGradient.Pointer, inputGradient.Pointer), workers);
    }

    private readonly struct ForwardKernel(float lower, float upper, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector low = TLanes.Create(lower);
            TVector high = TLanes.Create(upper);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = TLanes.Max(low, Edges.Load<TVector, TLanes>(input + index, end - index));
                Edges.Store<TVector, TLanes>(TLanes.Min(high, value), output + index, end - index);
            }
        }
    }

    private readonly struct BackwardKernel(float lower, float upper, float* output, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector low = TLanes.Create(lower);
            TVector high = TLanes.Create(upper);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(output + index, end - index);
                TVector inside = TLanes.And(TLanes.GreaterThan(value, low), TLanes.GreaterThan(high, value));
                Edges.Store<TVector, TLanes>(TLanes.And(inside, Edges.Load<TVector, TLanes>(outputGradient + index, end - index)), inputGradient + index, end - index);
            }
        }
    }
}
