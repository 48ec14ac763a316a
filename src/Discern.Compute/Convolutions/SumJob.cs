using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>
/// Adds up the chunks' sums in the order of the chunks, so that the result never depends on the threads. The sums lie in
/// <see cref="Panels{TVector, TLanes}"/>, and come out row by row.
/// </summary>
internal readonly unsafe struct SumJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private const int ValuesPerPiece = 4096;

    public required float* Sums { get; init; }

    public required nint Stride { get; init; }

    public required int Chunks { get; init; }

    public required float* Target { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    private int Pieces => (Rows + RowsPerPiece - 1) / RowsPerPiece;

    private int RowsPerPiece => Math.Max(ValuesPerPiece / Columns, 1);

    /// <summary>Adds up.</summary>
    /// <param name="sums">The first chunk's.</param>
    /// <param name="stride">From chunk to chunk, in floats.</param>
    /// <param name="chunks">How many.</param>
    /// <param name="target">Receives rows × columns values.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="workers">Who computes.</param>
    public static void Run(float* sums, nint stride, int chunks, float* target, int rows, int columns, Workers workers)
    {
        var job = new SumJob<TVector, TLanes> { Sums = sums, Stride = stride, Chunks = chunks, Target = target, Rows = rows, Columns = columns };
        workers.For(job.Pieces, job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index, int worker)
    {
        int first = index * RowsPerPiece;
        int end = Math.Min(Rows, first + RowsPerPiece);
        for (int column = 0; column < Columns; column += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(column, Columns);
            for (int row = first; row < end; row++)
            {
                float* sums = Sums + ((nint)column * Rows) + ((nint)row * width);
                float* target = Target + ((nint)row * Columns) + column;
                for (int lane = 0; lane < width; lane += TLanes.Count)
                {
                    TVector sum = TLanes.Load(sums + lane);
                    for (int chunk = 1; chunk < Chunks; chunk++)
                    {
                        sum = TLanes.Add(sum, TLanes.Load(sums + (chunk * Stride) + lane));
                    }

                    TLanes.StorePartial(sum, target + lane, Math.Min(TLanes.Count, Columns - column - lane));
                }
            }
        }
    }
}
