using System.Runtime.InteropServices;
using Discern.Compute.Activations;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>Spreads the gradient of one picture through 2 × 2 pooling and the activation before it.</summary>
/// <param name="shape">The geometry of the convolution alone.</param>
/// <param name="memory">All pictures'.</param>
/// <param name="activation">The activation between convolution and pooling.</param>
/// <param name="first">The picture of index 0.</param>
/// <param name="target">Receives the pictures' gradients of the convolution's output.</param>
internal readonly unsafe struct SpreadJob<TVector, TLanes>(
    ConvolutionShape shape, SpreadPointers memory, Activation activation, int first, float* target) : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private const int PoolSize = 2;

    public void Run(int index, int worker)
    {
        int pooledRows = shape.OutputHeight / PoolSize;
        nint pooledColumns = shape.OutputWidth / PoolSize;
        nint pooledRow = pooledColumns * shape.Filters;
        nint row = (nint)shape.OutputWidth * shape.Filters;
        nint offset = (first + index) * pooledRows * pooledRow;
        float* gradient = target + (index * shape.OutputHeight * row);
        float* unusedSums = ThreadScratch.Rent(shape.Filters);
        NativeMemory.Clear(unusedSums, (nuint)(shape.Filters * sizeof(float)));
        for (int pooled = 0; pooled < pooledRows; pooled++)
        {
            PoolingRows<TVector, TLanes>.Spread(
                memory.Pooled + offset, memory.Argmax + offset, memory.PooledGradient + offset, activation, pooledColumns, shape.Filters, gradient, row, unusedSums);
            Clear(gradient, PoolSize * pooledColumns);
            Clear(gradient + row, PoolSize * pooledColumns);
            offset += pooledRow;
            gradient += PoolSize * row;
        }

        if (shape.OutputHeight % PoolSize > 0)
        {
            Clear(gradient, 0);
        }
    }

    /// <summary>The end of a row took no part in the pooling and has no gradient.</summary>
    private void Clear(float* row, nint column) =>
        NativeMemory.Clear(row + (column * shape.Filters), (nuint)((shape.OutputWidth - column) * shape.Filters * sizeof(float)));
}
