using System.Runtime.ExceptionServices;

namespace Discern.Neural.Training.Distributed;

/// <summary>Threads of one process that train together as processes do: the twin of MPI, for tests and for one machine without it.</summary>
/// <example><code>
/// InProcessGroup.Run(2, communicator => Train(options with { Communicator = communicator }));
/// </code></example>
public sealed class InProcessGroup
{
    private readonly Lock gate = new();
    private readonly List<SharedExchange> exchanges = [];
    private readonly Memory<byte>[] gathered;
    private readonly int[] written;
    private readonly int[] read;
    private Exception? failure;

    private InProcessGroup(int size)
    {
        Size = size;
        gathered = new Memory<byte>[size];
        written = new int[size];
        read = new int[size];
    }

    internal int Size { get; }

    /// <summary>Runs the same work on several threads, each with its own rank, and returns when all are done.</summary>
    /// <param name="size">How many, 1 or more.</param>
    /// <param name="body">The work.</param>
    /// <exception cref="Exception">What the first thread that failed threw; the others then stop waiting for it.</exception>
    public static void Run(int size, Action<ICommunicator> body)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentNullException.ThrowIfNull(body);
        var group = new InProcessGroup(size);
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() => group.RunRank(rank, body)) { Name = $"Discern rank {rank}" })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (group.failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    internal SharedExchange Exchange(int number)
    {
        lock (gate)
        {
            while (exchanges.Count <= number)
            {
                exchanges.Add(new SharedExchange(this));
            }

            return exchanges[number];
        }
    }

    internal void AllGather(int rank, ReadOnlySpan<byte> own, Span<byte> all)
    {
        // Nobody writes anew before everybody has read: a rank is at most one call ahead.
        WaitFor(read, Volatile.Read(ref written[rank]));
        gathered[rank] = own.ToArray();
        int call = Interlocked.Increment(ref written[rank]);
        WaitFor(written, call);
        for (int other = 0; other < Size; other++)
        {
            gathered[other].Span.CopyTo(all[(other * own.Length)..]);
        }

        Interlocked.Increment(ref read[rank]);
    }

    internal void ThrowIfFailed()
    {
        if (Volatile.Read(ref failure) is { } first)
        {
            throw new DiscernException("Another process of this training has failed.", first);
        }
    }

    private void WaitFor(int[] counters, int least)
    {
        var wait = default(SpinWait);
        for (int rank = 0; rank < counters.Length; rank++)
        {
            while (Volatile.Read(ref counters[rank]) < least)
            {
                ThrowIfFailed();
                wait.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    private void RunRank(int rank, Action<ICommunicator> body)
    {
        try
        {
            body(new InProcessCommunicator(this, rank));
        }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref failure, exception, null);
        }
    }
}
