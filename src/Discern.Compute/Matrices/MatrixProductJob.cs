using Discern.Compute.Activations;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Matrices;

/// <summary>A rectangle of a product: for each block of depth the right side is packed once and met by all rows.</summary>
internal readonly unsafe struct MatrixProductJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    // A block of 256 depths × 128 columns takes 128 KiB, which stays in the second-level cache.
    private const int DepthBlock = 256;
    private const int MostPanelsPerJob = 4;

    public required float* Left { get; init; }

    public required float* Right { get; init; }

    public required float* Product { get; init; }

    public required float* Bias { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required int Depth { get; init; }

    public required int RowJobs { get; init; }

    /// <summary>From <see cref="ColumnsFor"/>.</summary>
    public required int ColumnsPerJob { get; init; }

    public required MatrixProductOptions Options { get; init; }

    /// <summary>Columns of a job, so that there are about as many jobs as wanted: whole panels, fewer where the rows make few jobs.</summary>
    public static int ColumnsFor(int columns, int wantedJobs)
    {
        int panels = (columns + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        return Panels<TVector, TLanes>.Width * Math.Clamp(panels / wantedJobs, 1, MostPanelsPerJob);
    }

    public void Run(int index, int worker)
    {
        int rowJob = index % RowJobs;
        int firstColumn = index / RowJobs * ColumnsPerJob;
        int columns = Math.Min(ColumnsPerJob, Columns - firstColumn);
        int firstRow = (int)((long)Rows * rowJob / RowJobs);
        int rows = (int)((long)Rows * (rowJob + 1) / RowJobs) - firstRow;
        float* panels = ThreadScratch.Rent((long)ColumnsPerJob * DepthBlock);
        for (int first = 0; first < Depth; first += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, Depth - first);
            if (Options.TransposeRight)
            {
                Panels<TVector, TLanes>.PackTransposed(Right + ((nint)firstColumn * Depth) + first, Depth, depth, columns, panels, depth);
            }
            else
            {
                Panels<TVector, TLanes>.Pack(Right + ((nint)first * Columns) + firstColumn, Columns, depth, columns, panels, depth);
            }

            Multiply(panels, first, depth, firstColumn, columns, firstRow, rows);
        }
    }

    private void Multiply(float* panels, int first, int depth, int firstColumn, int columns, int firstRow, int rows)
    {
        bool isLast = first + depth == Depth;
        Tile tile = default;
        tile.Activate(isLast ? Options.Activation : Activation.None);
        tile.IsAdded = first > 0 || Options.Accumulate;
        tile.Start = tile.IsAdded || Bias is null ? TileStart.Zero : TileStart.Bias;
        tile.LeftStride = (nint)(Options.TransposeLeft ? Rows : Depth) * sizeof(float);
        tile.ProductStride = Columns;
        tile.Depth = depth;
        tile.Blocks = 1;
        float* left = Options.TransposeLeft ? Left + ((nint)first * Rows) + firstRow : Left + ((nint)firstRow * Depth) + first;
        nint rowStride = Options.TransposeLeft ? 1 : Depth;
        for (int column = 0; column < columns; column += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(column, columns);
            var kernels = Options.TransposeLeft ? TileKernels<TVector, TLanes>.Transposed(width) : TileKernels<TVector, TLanes>.InRows(width);
            tile.Right = panels + ((nint)column * depth);
            tile.RightStride = width;
            tile.Columns = Math.Min(width, columns - column);
            tile.Bias = Bias + firstColumn + column;
            float* product = Product + ((nint)firstRow * Columns) + firstColumn + column;
            TileRow<TVector, TLanes>.Run(&tile, kernels, left, rowStride, product, rows);
        }
    }
}
