using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Sums of two tensors, value by value.</summary>
public static unsafe class Addition
{
    /// <summary>sum ← left + right; the sum may be either of them.</summary>
    public static void Run(Tensor left, Tensor right, Tensor sum, Workers workers)
    {
        long count = left.Shape.Count;
        Require.Count(left, count);
        Require.Count(right, count);
        Require.Count(sum, count);
        Ranges.Run(count, new Kernel(left.Pointer, right.Pointer, sum.Pointer), workers);
    }

    private readonly struct Kernel(float* left, float* right, float* sum) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector total = TLanes.Add(Edges.Load<TVector, TLanes>(left + index, end - index), Edges.Load<TVector, TLanes>(right + index, end - index));
                Edges.Store<TVector, TLanes>(total, sum + index, end - index);
            }
        }
    }
}
