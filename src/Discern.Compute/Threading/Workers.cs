using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Discern.Compute.Threading;

/// <summary>
/// A pool of threads for many short parallel regions: the caller takes part, the others spin between regions and park
/// when none comes. A region costs under a microsecond and allocates nothing.
/// </summary>
/// <remarks>
/// Waking a parked thread costs about 100 µs, which is why the threads spin for as long as a training step may pause.
/// A region started inside a region, or while another thread's region runs, is done by its caller alone.
/// </remarks>
public sealed unsafe class Workers : IDisposable
{
    /// <summary>The most threads that a pool may have.</summary>
    public const int MaximumCount = 256;

    private const int SpinsBeforeParking = 10_000;
    private const int SpinsBeforeYielding = 4_000;

    private static readonly Lazy<Workers> SharedWorkers = new(() => new Workers());

    [ThreadStatic]
    private static bool isInsideRegion;

    private readonly Thread[] threads;
    private readonly SemaphoreSlim[] wakes;
    private readonly int[] parked;
    private Region region;
    private int busy;
    private volatile bool stopping;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many take part, the caller among them; 0 for one per core.</param>
    public Workers(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaximumCount);
        Count = threads == 0 ? Math.Min(Environment.ProcessorCount, MaximumCount) : threads;
        this.threads = new Thread[Count - 1];
        wakes = new SemaphoreSlim[Count - 1];
        parked = new int[Count - 1];
        for (int index = 0; index < this.threads.Length; index++)
        {
            int worker = index;
            wakes[index] = new SemaphoreSlim(0);
            this.threads[index] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"Discern worker {worker + 1}" };
            this.threads[index].Start();
        }
    }

    /// <summary>One pool for the whole process, with a thread per core.</summary>
    public static Workers Shared => SharedWorkers.Value;

    /// <summary>How many threads take part in a region, the caller among them.</summary>
    public int Count { get; }

    /// <summary>Is told when each thread was at work in a region that threads share; null for nobody, which costs nothing.</summary>
    public IRegionObserver? Observer { get; init; }

    /// <summary>Runs pieces 0 to <paramref name="count"/> − 1 and returns when all are done.</summary>
    /// <typeparam name="TJob">The work; copied once to the caller's stack.</typeparam>
    /// <remarks>If pieces throw, the first exception is thrown again here once every piece was tried or left out.</remarks>
    public void For<TJob>(int count, TJob job)
        where TJob : struct, IJob
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ObjectDisposedException.ThrowIf(stopping, this);
        bool isAlone = count < 2 || threads.Length == 0 || isInsideRegion;
        if (isAlone || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (int index = 0; index < count; index++)
            {
                job.Run(index, 0);
            }

            return;
        }

        // The job lies on this stack until every worker has left the region, so its address holds.
        Exception? failure = Share(count, &Invoke<TJob>, Unsafe.AsPointer(ref job));
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>The same for a delegate: for work long enough that an allocation does not matter.</summary>
    public void For(int count, Action<int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        For(count, new DelegateJob(body));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (stopping)
        {
            return;
        }

        stopping = true;
        Volatile.Write(ref region.Generation, region.Generation + 1);
        WakeParked();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        foreach (SemaphoreSlim wake in wakes)
        {
            wake.Dispose();
        }
    }

    private static void Invoke<TJob>(void* job, int index, int worker)
        where TJob : struct, IJob => Unsafe.AsRef<TJob>(job).Run(index, worker);

    private Exception? Share(int count, delegate*<void*, int, int, void> invoke, void* job)
    {
        region.Count = count;
        region.Invoke = invoke;
        region.Job = job;
        region.Failure = null;
        region.Next = 0;
        Volatile.Write(ref region.Pending, threads.Length);
        Interlocked.Increment(ref region.Generation);
        WakeParked();
        isInsideRegion = true;
        Work(0);
        isInsideRegion = false;
        int spins = 0;
        while (Volatile.Read(ref region.Pending) != 0)
        {
            if (++spins < SpinsBeforeYielding)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        Exception? failure = region.Failure;
        Volatile.Write(ref busy, 0);
        return failure;
    }

    private void Serve(int thread)
    {
        isInsideRegion = true;
        int seen = 0;
        while (true)
        {
            seen = AwaitRegion(thread, seen);
            if (stopping)
            {
                return;
            }

            Work(thread + 1);
            Interlocked.Decrement(ref region.Pending);
        }
    }

    private int AwaitRegion(int thread, int seen)
    {
        int spins = 0;
        int generation;
        while ((generation = Volatile.Read(ref region.Generation)) == seen)
        {
            if (++spins < SpinsBeforeParking)
            {
                Thread.SpinWait(1);
                continue;
            }

            // Say "parked" first and look again, or the wake of a region that begins just now would be lost.
            Interlocked.Exchange(ref parked[thread], 1);
            bool isStillIdle = Volatile.Read(ref region.Generation) == seen;
            if (isStillIdle || Interlocked.Exchange(ref parked[thread], 0) == 0)
            {
                wakes[thread].Wait();
            }

            spins = 0;
        }

        return generation;
    }

    private void WakeParked()
    {
        for (int thread = 0; thread < parked.Length; thread++)
        {
            if (Volatile.Read(ref parked[thread]) != 0 && Interlocked.Exchange(ref parked[thread], 0) == 1)
            {
                wakes[thread].Release();
            }
        }
    }

    private void Work(int worker)
    {
        if (Observer is not { } observer)
        {
            Take(worker);
            return;
        }

        long start = observer.Timestamp;
        Take(worker);
        observer.OnWorked(worker, start);
    }

    private void Take(int worker)
    {
        while (true)
        {
            int index = Interlocked.Increment(ref region.Next) - 1;
            if (index >= region.Count)
            {
                return;
            }

            try
            {
                region.Invoke(region.Job, index, worker);
            }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref region.Failure, exception, null);
                return;
            }
        }
    }

    private readonly struct DelegateJob(Action<int> body) : IJob
    {
        public void Run(int index, int worker) => body(index);
    }

    /// <summary>What the threads share; each hot counter has a cache line to itself.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)]
    private struct Region
    {
        public Exception? Failure;
        public delegate*<void*, int, int, void> Invoke;
        public void* Job;
        public int Count;
        public Padding AfterWork;
        public int Next;
        public Padding AfterNext;
        public int Pending;
        public Padding AfterPending;
        public int Generation;
        public Padding AfterGeneration;
    }

    [InlineArray(16)]
    private struct Padding
    {
        private ulong first;
    }
}
