using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Changes the order of a tensor's dimensions within each example.</summary>
public static unsafe class Permutation
{
    /// <summary>The output's dimension i is the input's dimension order[i]; the batch stays in front.</summary>
    /// <param name="input">Two to four dimensions.</param>
    /// <param name="order">Each dimension's number once, beginning with 0.</param>
    /// <param name="output">The input's dimensions in their new order.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Run(Tensor input, ReadOnlySpan<int> order, Tensor output, Workers workers)
    {
        Shape shape = input.Shape;
        Require.Count(output, shape.Count);
        if (order.Length != shape.Rank || order.IsEmpty || order[0] != 0)
        {
            throw new ArgumentException($"An order of {order.Length} dimensions does not fit {shape}, whose batch stays in front.", nameof(order));
        }

        // As four dimensions, missing ones of size 1 behind the batch.
        Axis first = new(1, 0);
        Axis second = new(1, 0);
        Axis third = new(1, 0);
        for (int dimension = 1; dimension < order.Length; dimension++)
        {
            (first, second, third) = (second, third, new Axis(shape[order[dimension]], Stride(shape, order[dimension])));
        }

        var kernel = new Kernel(first, second, third, input.Pointer, output.Pointer);
        Ranges.RunRows((long)shape.Batch * first.Size * second.Size, third.Size, kernel, workers);
    }

    private static nint Stride(Shape shape, int dimension)
    {
        nint stride = 1;
        for (int later = dimension + 1; later < shape.Rank; later++)
        {
            stride *= shape[later];
        }

        return stride;
    }

    private readonly record struct Axis(nint Size, nint Stride);

    private readonly struct Kernel(Axis first, Axis second, Axis third, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint perExample = first.Size * second.Size * third.Size;
            for (nint row = start; row < end; row++)
            {
                (nint rest, nint inner) = Math.DivRem(row, second.Size);
                (nint example, nint outer) = Math.DivRem(rest, first.Size);
                float* source = input + (example * perExample) + (outer * first.Stride) + (inner * second.Stride);
                float* target = output + (row * third.Size);
                if (third.Stride == 1)
                {
                    for (nint index = 0; index < third.Size; index += TLanes.Count)
                    {
                        Edges.Store<TVector, TLanes>(Edges.Load<TVector, TLanes>(source + index, third.Size - index), target + index, third.Size - index);
                    }

                    continue;
                }

                // What lies apart is gathered one by one.
                for (nint index = 0; index < third.Size; index++)
                {
                    target[index] = source[index * third.Stride];
                }
            }
        }
    }
}
