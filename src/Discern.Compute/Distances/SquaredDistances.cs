using System.Runtime.CompilerServices;
using Discern.Compute.Matrices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Distances;

/// <summary>Squared Euclidean distances between all rows of two tables, by one matrix product.</summary>
/// <remarks>
/// |a − b|² = |a|² + |b|² − 2 a·b. The subtraction cancels digits where two rows nearly coincide: the error is about
/// 10⁻⁷ · (|a|² + |b|²), and a result below 0 becomes 0. Where close neighbours matter, compare candidates again exactly.
/// </remarks>
public static unsafe class SquaredDistances
{
    private const int RowsPerPiece = 16;

    /// <summary>Fills distances[i, j] = |left[i] − right[j]|².</summary>
    /// <param name="left">rows × features.</param>
    /// <param name="right">columns × features.</param>
    /// <param name="distances">rows × columns.</param>
    /// <param name="leftNorms">|left[i]|² of each row, as <see cref="Norms"/> makes them.</param>
    /// <param name="rightNorms">|right[j]|² of each row.</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static void Compute(Tensor left, Tensor right, Tensor distances, Tensor leftNorms, Tensor rightNorms, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        int rows = left.Shape[0];
        int columns = right.Shape[0];
        if (distances.Shape != new Shape(rows, columns) || leftNorms.Shape.Count < rows || rightNorms.Shape.Count < columns)
        {
            throw new ArgumentException(
                $"{rows} rows and {columns} rows make {rows} × {columns} distances and need as many norms; given were {distances.Shape}, {leftNorms.Shape} and {rightNorms.Shape}.",
                nameof(distances));
        }

        MatrixProduct.Multiply(left, right, distances, new() { TransposeRight = true }, workers);
        VectorPath.Run(new Kernel(distances, leftNorms, rightNorms, workers));
    }

    /// <summary>Fills norms[i] = |table[i]|².</summary>
    /// <param name="table">rows × features.</param>
    /// <param name="norms">Room for rows floats.</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public static void Norms(Tensor table, Tensor norms, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (norms.Shape.Count < table.Shape[0])
        {
            throw new ArgumentException($"{table.Shape[0]} rows have as many norms; there is room for {norms.Shape}.", nameof(norms));
        }

        VectorPath.Run(new NormKernel(table, norms, workers));
    }

    private static int Pieces(int rows) => (rows + RowsPerPiece - 1) / RowsPerPiece;

    private readonly struct Kernel(Tensor distances, Tensor leftNorms, Tensor rightNorms, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int rows = distances.Shape[0];
            workers.For(Pieces(rows), new CombineJob<TVector, TLanes>(distances.Pointer, rows, distances.Shape[1], leftNorms.Pointer, rightNorms.Pointer));
        }
    }

    private readonly struct NormKernel(Tensor table, Tensor norms, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int rows = table.Shape[0];
            workers.For(Pieces(rows), new NormJob<TVector, TLanes>(table.Pointer, rows, table.Shape[1], norms.Pointer));
        }
    }

    private readonly struct NormJob<TVector, TLanes>(float* table, int rows, int features, float* norms) : IJob
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index, int worker)
        {
            int last = Math.Min(rows, (index + 1) * RowsPerPiece);
            for (int row = index * RowsPerPiece; row < last; row++)
            {
                float* values = table + ((nint)row * features);
                TVector sum = TLanes.Zero;
                for (nint feature = 0; feature < features; feature += TLanes.Count)
                {
                    TVector value = TLanes.LoadPartial(values + feature, Math.Min(TLanes.Count, features - feature));
                    sum = TLanes.MultiplyAdd(value, value, sum);
                }

                norms[row] = TLanes.Sum(sum);
            }
        }
    }

    private readonly struct CombineJob<TVector, TLanes>(float* distances, int rows, int columns, float* rowNorms, float* columnNorms) : IJob
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index, int worker)
        {
            TVector minusTwo = TLanes.Create(-2f);
            int last = Math.Min(rows, (index + 1) * RowsPerPiece);
            for (int row = index * RowsPerPiece; row < last; row++)
            {
                TVector norm = TLanes.Create(rowNorms[row]);
                float* values = distances + ((nint)row * columns);
                for (nint column = 0; column < columns; column += TLanes.Count)
                {
                    nint count = Math.Min(TLanes.Count, columns - column);
                    TVector both = TLanes.Add(norm, TLanes.LoadPartial(columnNorms + column, count));
                    TVector distance = TLanes.MultiplyAdd(minusTwo, TLanes.LoadPartial(values + column, count), both);
                    TLanes.StorePartial(TLanes.Max(TLanes.Zero, distance), values + column, count);
                }
            }
        }
    }
}
