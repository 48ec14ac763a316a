using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>A straight line in the place of the logistic function: min(max(slope · x + offset, 0), 1).</summary>
public static unsafe class HardLogistic
{
    /// <summary>Applies the function to each value; the output may be the input itself.</summary>
    public static void Forward(float slope, float offset, Tensor input, Tensor output, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Ranges.Run(count, new ForwardKernel(slope, offset, input.Pointer, output.Pointer), workers);
    }

    /// <summary>The input's gradient: slope · g where the output is inside 0 and 1, else 0. It may be the output's gradient itself.</summary>
    public static void Backward(float slope, Tensor output, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        long count = output.Shape.Count;
        Require.Count(output, count);
        Require.Count(outputGradient, count);
        Require.Count(inputGradient, count);
        Ranges.Run(count, new BackwardKernel(slope, output.Pointer, outputGradient.Pointer, inputGradient.Pointer), workers);
    }

    private readonly struct ForwardKernel(float slope, float offset, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector one = TLanes.Create(1f);
            TVector factor = TLanes.Create(slope);
            TVector addend = TLanes.Create(offset);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector line = TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(input + index, end - index), factor, addend);
                Edges.Store<TVector, TLanes>(TLanes.Min(one, TLanes.Max(TLanes.Zero, line)), output + index, end - index);
            }
        }
    }

    private readonly struct BackwardKernel(float slope, float* output, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector one = TLanes.Create(1f);
            TVector factor = TLanes.Create(slope);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(output + index, end - index);
                TVector inside = TLanes.And(TLanes.GreaterThan(value, TLanes.Zero), TLanes.GreaterThan(one, value));
                TVector gradient = TLanes.Multiply(factor, Edges.Load<TVector, TLanes>(outputGradient + index, end - index));
                Edges.Store<TVector, TLanes>(TLanes.And(inside, gradient), inputGradient + index, end - index);
            }
        }
    }
}
