using System.Runtime.InteropServices;
using Discern.Compute;
using Discern.Neural.Training.Distributed;

namespace Discern.Mpi;

/// <summary>A vector on its way between processes: MPI_Ialltoallv out, MPI_Iallgatherv back.</summary>
internal sealed unsafe class MpiExchange : IExchange
{
    private readonly OpenMpi mpi;
    private readonly float* values;
    private readonly float* received;
    private readonly int own;

    // Read by MPI while the exchange goes on: four rows of one number for each rank, and the request.
    private readonly int* counts;
    private readonly int* starts;
    private readonly int* ownCounts;
    private readonly int* ownStarts;
    private readonly nint* request;

    public MpiExchange(OpenMpi mpi, Tensor values, Tensor received)
    {
        this.mpi = mpi;
        this.values = values.Pointer;
        this.received = received.Pointer;
        int size = mpi.Size;
        request = (nint*)NativeMemory.AllocZeroed((nuint)(sizeof(nint) + (4 * size * sizeof(int))));
        counts = (int*)(request + 1);
        starts = counts + size;
        ownCounts = starts + size;
        ownStarts = ownCounts + size;
        own = ExchangeSlice.Of(values.Shape.Batch, mpi.Rank, size).Count;
        for (int rank = 0; rank < size; rank++)
        {
            ExchangeSlice slice = ExchangeSlice.Of(values.Shape.Batch, rank, size);
            (starts[rank], counts[rank]) = (slice.Start, slice.Count);
            (ownStarts[rank], ownCounts[rank]) = (rank * own, own);
        }
    }

    public void BeginScatter() => mpi.Check(
        mpi.AllToAllV(values, counts, starts, mpi.Float, received, ownCounts, ownStarts, mpi.Float, mpi.Scatters, request), "send gradients");

    public void BeginGather() => mpi.Check(
        mpi.AllGatherV(OpenMpi.InPlace, 0, mpi.Float, values, counts, starts, mpi.Float, mpi.Gathers, request), "send sums of gradients");

    public bool Test() => mpi.Test(request);

    public void Dispose() => NativeMemory.Free(request);
}
