using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>Adds up the chunks' sums in the order of the chunks, so that the result never depends on the threads.</summary>
internal readonly unsafe struct SumJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Values that one piece of the job adds up.</summary>
    public const int PieceCount = 4096;

    public required float* Sums { get; init; }

    /// <summary>From chunk to chunk, in floats.</summary>
    public required nint Stride { get; init; }

    public required int Chunks { get; init; }

    public required float* Target { get; init; }

    public required nint Count { get; init; }

    public static int Pieces(long count) => (int)((count + PieceCount - 1) / PieceCount);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index, int worker)
    {
        nint end = Math.Min(Count, ((nint)index + 1) * PieceCount);
        for (nint offset = (nint)index * PieceCount; offset < end; offset += TLanes.Count)
        {
            nint left = Math.Min(TLanes.Count, end - offset);
            TVector sum = TLanes.LoadPartial(Sums + offset, left);
            for (int chunk = 1; chunk < Chunks; chunk++)
            {
                sum = TLanes.Add(sum, TLanes.LoadPartial(Sums + (chunk * Stride) + offset, left));
            }

            TLanes.StorePartial(sum, Target + offset, left);
        }
    }
}
