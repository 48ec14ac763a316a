using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Matrices;

/// <summary>The product of two row-major matrices in single precision.</summary>
/// <remarks>
/// Blocked after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (ACM TOMS 34:3, 2008); only the
/// right side is packed, since the tiles read the left side well as it lies. Each value is summed in the same order for any
/// number of workers.
/// </remarks>
public static unsafe class MatrixProduct
{
    private const int JobsPerWorker = 4;
    private const int LeastRowsPerJob = 56;

    /// <summary>product = activation(left · right + bias), or product += left · right.</summary>
    /// <param name="left">rows × depth, or depth × rows where the options say so.</param>
    /// <param name="right">depth × columns, or columns × depth where the options say so.</param>
    /// <param name="product">rows × columns; not the memory of either side.</param>
    /// <param name="options">Orientation, bias, activation.</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static void Multiply(Tensor left, Tensor right, Tensor product, in MatrixProductOptions options, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        int rows = product.Shape[0];
        int columns = product.Shape[1];
        int depth = options.TransposeLeft ? left.Shape[0] : left.Shape[1];
        Shape expectedLeft = options.TransposeLeft ? new Shape(depth, rows) : new Shape(rows, depth);
        Shape expectedRight = options.TransposeRight ? new Shape(columns, depth) : new Shape(depth, columns);
        if (left.Shape != expectedLeft || right.Shape != expectedRight)
        {
            throw new ArgumentException(
                $"A product of {rows} × {columns} cannot be made of {left.Shape} and {right.Shape} (transposed: {options.TransposeLeft}, {options.TransposeRight}).");
        }

        if (options.Bias.IsPresent && (options.Accumulate || options.Bias.Shape.Count != columns))
        {
            throw new ArgumentException($"A bias needs {columns} values and a product that is not accumulated.", nameof(options));
        }

        if (rows == 0 || columns == 0)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfZero(depth, nameof(left));
        VectorPath.Run(new Kernel(left, right, product, options, workers));
    }

    private readonly struct Kernel(Tensor left, Tensor right, Tensor product, MatrixProductOptions options, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int rows = product.Shape[0];
            int columns = product.Shape[1];
            int wanted = JobsPerWorker * workers.Count;
            int mostRowJobs = Math.Max(1, rows / LeastRowsPerJob);
            int columnsPerJob = MatrixProductJob<TVector, TLanes>.ColumnsFor(columns, (wanted + mostRowJobs - 1) / mostRowJobs);
            int columnJobs = (columns + columnsPerJob - 1) / columnsPerJob;
            int rowJobs = Math.Clamp((wanted + columnJobs - 1) / columnJobs, 1, mostRowJobs);
            workers.For(rowJobs * columnJobs, new MatrixProductJob<TVector, TLanes>
            {
                Left = left.Pointer,
                Right = right.Pointer,
                Product = product.Pointer,
                Bias = options.Bias.Pointer,
                Rows = rows,
                Columns = columns,
                Depth = options.TransposeLeft ? left.Shape[0] : left.Shape[1],
                RowJobs = rowJobs,
                ColumnsPerJob = columnsPerJob,
                Options = options,
            });
        }
    }
}
