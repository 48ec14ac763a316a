using System.Runtime.InteropServices;
using Discern.Neural.Profiling;
using Discern.Neural.Training.Distributed;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Training;

/// <summary>Who computes which parts of a batch, and what the processes agree on: losses, and whether to stop.</summary>
internal sealed class TrainingGroup
{
    private const string WaitingPart = "waiting for other processes";

    private readonly CancellationToken cancellation;
    private readonly Profiler? profiler;
    private LossSum[] sums = new LossSum[2];
    private LossSum[] everybodys = [];
    private bool isStopAgreed;

    /// <param name="options">Name parts and processes.</param>
    /// <param name="cancellation">The wish of this process to stop.</param>
    /// <exception cref="ArgumentException">There are more processes than parts.</exception>
    public TrainingGroup(TrainingOptions options, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        Parts = options.Parts;
        Communicator = options.Communicator is { Size: > 1 } communicator ? communicator : null;
        profiler = Communicator is null ? null : options.Profiler;
        int size = Communicator?.Size ?? 1;
        if (Parts < size)
        {
            throw new ArgumentException(
                $"{size} processes are to share the parts of each batch, and there are fewer: {Parts}. Start as many processes as parts at most, or cut batches into more parts (--parts {size}), which gives other bits.",
                nameof(options));
        }

        (First, End) = PartTree.PartsOf(Communicator?.Rank ?? 0, size, Parts);
        MostExamples = (int)(((long)options.Batch + Parts - 1) / Parts);
    }

    /// <summary>The other processes; null where there are none.</summary>
    public ICommunicator? Communicator { get; }

    /// <summary>Parts of each batch, in all.</summary>
    public int Parts { get; }

    /// <summary>This process's first part.</summary>
    public int First { get; }

    /// <summary>Where this process's parts end.</summary>
    public int End { get; }

    /// <summary>How many parts this process computes.</summary>
    public int OwnParts => End - First;

    /// <summary>The most examples of a part.</summary>
    public int MostExamples { get; }

    /// <summary>Whether to stop: asked of this process where it is alone, else of any of them at the last exchange of losses.</summary>
    public bool IsStopping => Communicator is null ? cancellation.IsCancellationRequested : isStopAgreed;

    /// <summary>One part of a batch.</summary>
    public BatchPart Part(in BatchPart batch, int part)
    {
        (int first, int end) = PartTree.Examples(batch.BatchCount, part, Parts);
        return batch with { First = first, Count = end - first };
    }

    /// <summary>Counts the time from here on, until <see cref="EndWaiting"/>, as waiting for other processes.</summary>
    public void BeginWaiting() => profiler?.Begin(WaitingPart);

    /// <summary>They have come so far.</summary>
    public void EndWaiting() => profiler?.End();

    /// <summary>Adds up what each process has summed.</summary>
    public LossSum Sum(LossSum own)
    {
        if (Communicator is null)
        {
            return own;
        }

        Span<LossSum> one = [own];
        Sum(one);
        return one[0];
    }

    /// <summary>Adds up several sums, each over the processes, in the order of <see cref="PartTree"/>.</summary>
    public void Sum(Span<LossSum> own)
    {
        if (Communicator is null)
        {
            return;
        }

        // One more than there are sums: whether this process is to stop.
        int length = own.Length + 1;
        if (sums.Length < length)
        {
            sums = new LossSum[length];
        }

        if (everybodys.Length < length * Communicator.Size)
        {
            everybodys = new LossSum[length * Communicator.Size];
        }

        own.CopyTo(sums);
        sums[own.Length] = new LossSum(0, cancellation.IsCancellationRequested ? 1 : 0);
        BeginWaiting();
        Communicator.AllGather(MemoryMarshal.AsBytes(sums.AsSpan(0, length)), MemoryMarshal.AsBytes(everybodys.AsSpan(0, length * Communicator.Size)));
        EndWaiting();
        for (int index = 0; index < own.Length; index++)
        {
            own[index] = Sum(index, length, 0, Communicator.Size);
        }

        isStopAgreed |= Sum(own.Length, length, 0, Communicator.Size).Right > 0;
    }

    /// <summary>Refuses processes that do not begin alike: they would train different networks.</summary>
    /// <param name="fingerprint">Of all that the training begins with.</param>
    /// <exception cref="DiscernException">Another process has another one.</exception>
    public void RequireSame(ulong fingerprint)
    {
        if (Communicator is null)
        {
            return;
        }

        Span<ulong> all = new ulong[Communicator.Size];
        Communicator.AllGather(MemoryMarshal.AsBytes([fingerprint]), MemoryMarshal.AsBytes(all));
        int other = all.IndexOfAnyExcept(all[0]);
        if (other >= 0)
        {
            throw new DiscernException(
                $"Process {other} does not begin with the same weights and as many examples as process 0. "
                + "Let all of them read the same folders, with the same options and the same version of the program.");
        }
    }

    private LossSum Sum(int index, int length, int first, int end)
    {
        if (end - first == 1)
        {
            return everybodys[(first * length) + index];
        }

        int middle = PartTree.Middle(first, end);
        return Sum(index, length, first, middle) + Sum(index, length, middle, end);
    }
}
