using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>One step of Adam over a run of weights.</summary>
public static class AdamUpdate
{
    /// <summary>
    /// mean ← β₁·mean + (1 − β₁)·g; square ← β₂·square + (1 − β₂)·g²; w ← keep·w − rate·mean / (√square + ε).
    /// </summary>
    /// <param name="weights">Changed.</param>
    /// <param name="gradients">As many values.</param>
    /// <param name="means">As many values; changed.</param>
    /// <param name="squares">As many values, 0 or more; changed.</param>
    /// <param name="factors">The numbers of this step.</param>
    /// <param name="workers">The threads to use.</param>
    public static unsafe void Run(
        Tensor weights, Tensor gradients, Tensor means, Tensor squares, in AdamFactors factors, Workers workers)
    {
        long count = weights.Shape.Count;
        Require.Count(weights, count);
        Require.Count(gradients, count);
        Require.Count(means, count);
        Require.Count(squares, count);
        Ranges.Run(count, new Kernel(weights.Pointer, gradients.Pointer, means.Pointer, squares.Pointer, factors), workers);
    }

    private readonly unsafe struct Kernel(float* weights, float* gradients, float* means, float* squares, AdamFactors factors)
        : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector beta1 = TLanes.Create(factors.Beta1);
            TVector beta2 = TLanes.Create(factors.Beta2);
            TVector oneLessBeta1 = TLanes.Create(factors.OneLessBeta1);
            TVector oneLessBeta2 = TLanes.Create(factors.OneLessBeta2);
            TVector epsilon = TLanes.Create(factors.Epsilon);
            TVector rate = TLanes.Create(factors.Rate);
            TVector keep = TLanes.Create(factors.Keep);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                nint left = end - index;
                TVector gradient = Edges.Load<TVector, TLanes>(gradients + index, left);
                TVector mean = Edges.Load<TVector, TLanes>(means + index, left);
                TVector square = Edges.Load<TVector, TLanes>(squares + index, left);
                TVector weight = Edges.Load<TVector, TLanes>(weights + index, left);
                mean = TLanes.MultiplyAdd(beta1, mean, TLanes.Multiply(oneLessBeta1, gradient));
                square = TLanes.MultiplyAdd(beta2, square, TLanes.Multiply(oneLessBeta2, TLanes.Multiply(gradient, gradient)));
                TVector change = TLanes.Divide(TLanes.Multiply(rate, mean), TLanes.Add(TLanes.SquareRoot(square), epsilon));
                weight = TLanes.Subtract(TLanes.Multiply(keep, weight), change);
                Edges.Store<TVector, TLanes>(mean, means + index, left);
                Edges.Store<TVector, TLanes>(square, squares + index, left);
                Edges.Store<TVector, TLanes>(weight, weights + index, left);
            }
        }
    }
}
