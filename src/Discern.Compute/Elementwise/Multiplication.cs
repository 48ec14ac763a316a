using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Products of two tensors, value by value.</summary>
public static unsafe class Multiplication
{
    /// <summary>product ← left · right; the product may be either of them.</summary>
    public static void Run(Tensor left, Tensor right, Tensor product, Workers workers)
    {
        long count = left.Shape.Count;
        Require.Count(left, count);
        Require.Count(right, count);
        Require.Count(product, count);
        Ranges.Run(count, new Kernel(left.Pointer, right.Pointer, product.Pointer), workers);
    }

    private readonly struct Kernel(float* left, float* right, float* product) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = TLanes.Multiply(Edges.Load<TVector, TLanes>(left + index, end - index), Edges.Load<TVector, TLanes>(right + index, end - index));
                Edges.Store<TVector, TLanes>(value, product + index, end - index);
            }
        }
    }
}
