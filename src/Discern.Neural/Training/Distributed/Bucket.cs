using Discern.Compute;
using Discern.Compute.Elementwise;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Neural.Training.Distributed;

/// <summary>A run of a vector that travels as one.</summary>
internal sealed class Bucket
{
    private readonly int size;
    private readonly Tensor received;
    private readonly ExchangeSlice own;

    /// <param name="values">The run.</param>
    /// <param name="start">Where it begins in the vector.</param>
    /// <param name="arena">Has room for everybody's slices: as many floats as the run, and one for each rank.</param>
    /// <param name="offset">Where that room begins, in bytes.</param>
    /// <param name="communicator">The processes.</param>
    public Bucket(Tensor values, int start, Arena arena, long offset, ICommunicator communicator)
    {
        Values = values;
        Start = start;
        size = communicator.Size;
        own = ExchangeSlice.Of(values.Shape.Batch, communicator.Rank, size);
        received = arena.Tensor(offset, new Shape(Math.Max(own.Count * size, 1)));
        Exchange = communicator.Prepare(values, received);
    }

    public Tensor Values { get; }

    public int Start { get; }

    public IExchange Exchange { get; }

    /// <summary>Adds up what was received, and puts the sum in this rank's slice.</summary>
    public void AddUp(Workers workers)
    {
        if (own.Count > 0)
        {
            AddUp(0, size, workers);
            Row(0).Values.CopyTo(Values.Slice(own.Start, own.Count).Values);
        }
    }

    private void AddUp(int first, int end, Workers workers)
    {
        if (end - first > 1)
        {
            int middle = PartTree.Middle(first, end);
            AddUp(first, middle, workers);
            AddUp(middle, end, workers);
            Addition.Run(Row(first), Row(middle), Row(first), workers);
        }
    }

    private Tensor Row(int rank) => received.Slice(rank * own.Count, own.Count);
}
