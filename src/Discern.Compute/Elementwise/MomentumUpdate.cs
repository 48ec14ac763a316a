using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>One step of gradient descent with momentum over a run of weights.</summary>
public static class MomentumUpdate
{
    /// <summary>v ← momentum·v − rate·g; w ← w + v, or with Nesterov's look ahead w ← w + momentum·v − rate·g.</summary>
    /// <param name="weights">Changed.</param>
    /// <param name="gradients">As many values.</param>
    /// <param name="velocities">As many values; changed.</param>
    /// <param name="factors">The numbers of this step.</param>
    /// <param name="workers">The threads to use.</param>
    public static unsafe void Run(Tensor weights, Tensor gradients, Tensor velocities, in MomentumFactors factors, Workers workers)
    {
        long count = weights.Shape.Count;
        Require.Count(weights, count);
        Require.Count(gradients, count);
        Require.Count(velocities, count);
        Ranges.Run(count, new Kernel(weights.Pointer, gradients.Pointer, velocities.Pointer, factors), workers);
    }

    private readonly unsafe struct Kernel(float* weights, float* gradients, float* velocities, MomentumFactors factors) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector momentum = TLanes.Create(factors.Momentum);
            TVector rate = TLanes.Create(factors.Rate);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                nint left = end - index;
                TVector gradient = Edges.Load<TVector, TLanes>(gradients + index, left);
                TVector velocity = Edges.Load<TVector, TLanes>(velocities + index, left);
                TVector weight = Edges.Load<TVector, TLanes>(weights + index, left);
                TVector descent = TLanes.Multiply(rate, gradient);
                velocity = TLanes.Subtract(TLanes.Multiply(momentum, velocity), descent);
                TVector change = factors.IsNesterov ? TLanes.Subtract(TLanes.Multiply(momentum, velocity), descent) : velocity;
                weight = TLanes.Add(weight, change);
                Edges.Store<TVector, TLanes>(velocity, velocities + index, left);
                Edges.Store<TVector, TLanes>(weight, weights + index, left);
            }
        }
    }
}
