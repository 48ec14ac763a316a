using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>The sum of each column of a table, the same to the last bit for any number of threads.</summary>
/// <remarks>The rows are cut into at most 64 pieces, whose sums are added in order and in double precision.</remarks>
public static unsafe class ColumnSums
{
    private const long MostPieces = 64;
    private const long FewestRows = 64;

    /// <summary>The floats of scratch that a table of that many columns needs.</summary>
    public static long WorkspaceCount(long columns) => MostPieces * columns;

    /// <summary>Adds up each column.</summary>
    /// <param name="table">Any shape; its last dimension are the columns.</param>
    /// <param name="sums">Receives one value per column.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Run(Tensor table, Tensor sums, Tensor workspace, Workers workers)
    {
        int columns = table.Shape.Channels;
        long rows = table.Shape.Count / columns;
        Require.Count(table, rows * columns);
        Require.Count(sums, columns);
        Require.AtLeast(workspace, WorkspaceCount(columns));
        long grain = RowsPerPiece(rows);
        Ranges.Run(rows, grain, new Kernel(columns, (nint)grain, table.Pointer, workspace.Pointer), workers);
        PartialSums.Add(workspace.Pointer, Pieces(rows), columns, columns, sums.Pointer);
    }

    internal static long RowsPerPiece(long rows) => Math.Max(FewestRows, (rows + MostPieces - 1) / MostPieces);

    internal static long Pieces(long rows) => (rows + RowsPerPiece(rows) - 1) / RowsPerPiece(rows);

    private readonly struct Kernel(nint columns, nint grain, float* table, float* partials) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            // Row by row, as memory is read best; four rows at once, since each sum waits for the one before.
            float* target = partials + (start / grain * columns);
            new Span<float>(target, (int)columns).Clear();
            nint row = start;
            for (; row + 4 <= end; row += 4)
            {
                float* source = table + (row * columns);
                for (nint column = 0; column < columns; column += TLanes.Count)
                {
                    nint rest = columns - column;
                    TVector first = TLanes.Add(Edges.Load<TVector, TLanes>(source + column, rest), Edges.Load<TVector, TLanes>(source + columns + column, rest));
                    float* below = source + (2 * columns) + column;
                    TVector second = TLanes.Add(Edges.Load<TVector, TLanes>(below, rest), Edges.Load<TVector, TLanes>(below + columns, rest));
                    TVector sum = TLanes.Add(Edges.Load<TVector, TLanes>(target + column, rest), TLanes.Add(first, second));
                    Edges.Store<TVector, TLanes>(sum, target + column, rest);
                }
            }

            for (; row < end; row++)
            {
                for (nint column = 0; column < columns; column += TLanes.Count)
                {
                    nint rest = columns - column;
                    TVector value = Edges.Load<TVector, TLanes>(table + (row * columns) + column, rest);
                    Edges.Store<TVector, TLanes>(TLanes.Add(Edges.Load<TVector, TLanes>(target + column, rest), value), target + column, rest);
                }
            }
        }
    }
}
