using Discern.Compute;

namespace Discern.Neural.Training.Distributed;

/// <summary>One thread of an <see cref="InProcessGroup"/>.</summary>
internal sealed class InProcessCommunicator(InProcessGroup group, int rank) : ICommunicator
{
    private int prepared;

    public int Rank => rank;

    public int Size => group.Size;

    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all) => group.AllGather(rank, own, all);

    public IExchange Prepare(Tensor values, Tensor received) => new InProcessExchange(group.Exchange(prepared++), rank, values, received);
}
