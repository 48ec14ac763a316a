using Discern.Compute;

namespace Discern.Neural.Training.Distributed;

/// <summary>An exchange between threads: each copies what it needs when all have begun, and is done when all have copied.</summary>
internal sealed class InProcessExchange : IExchange
{
    private readonly SharedExchange shared;
    private readonly int rank;
    private readonly Tensor values;
    private readonly Tensor received;
    private readonly ExchangeSlice own;
    private bool isScatter;
    private bool isTaken;

    public InProcessExchange(SharedExchange shared, int rank, Tensor values, Tensor received)
    {
        this.shared = shared;
        this.rank = rank;
        this.values = values;
        this.received = received;
        own = ExchangeSlice.Of(values.Shape.Batch, rank, shared.Size);
        shared.Values[rank] = values;
    }

    public void BeginScatter() => Begin(isScatterNow: true);

    public void BeginGather() => Begin(isScatterNow: false);

    public bool Test()
    {
        shared.Group.ThrowIfFailed();
        int call = shared.Begun[rank];
        if (!isTaken && SharedExchange.Have(shared.Begun, call))
        {
            Take();
            isTaken = true;
            Interlocked.Increment(ref shared.Taken[rank]);
        }

        return isTaken && SharedExchange.Have(shared.Taken, call);
    }

    public void Dispose()
    {
        // The vector is its owner's.
    }

    private void Begin(bool isScatterNow)
    {
        isScatter = isScatterNow;
        isTaken = false;
        Interlocked.Increment(ref shared.Begun[rank]);
    }

    private void Take()
    {
        for (int other = 0; other < shared.Size; other++)
        {
            if (isScatter)
            {
                shared.Values[other].Slice(own.Start, own.Count).Values.CopyTo(received.Slice(other * own.Count, own.Count).Values);
            }
            else if (other != rank)
            {
                ExchangeSlice theirs = ExchangeSlice.Of(values.Shape.Batch, other, shared.Size);
                shared.Values[other].Slice(theirs.Start, theirs.Count).Values.CopyTo(values.Slice(theirs.Start, theirs.Count).Values);
            }
        }
    }
}
