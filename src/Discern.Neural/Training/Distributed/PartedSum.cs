using Discern.Compute;
using Discern.Compute.Elementwise;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Neural.Plans;

namespace Discern.Neural.Training.Distributed;

/// <summary>Adds up one vector over all parts of a batch, those of this process and those of others, in the order of <see cref="PartTree"/>.</summary>
/// <remarks>
/// Each part leaves its numbers in the vector. What is final of the last part goes out in buckets, from the vector's end on, while the
/// rest is still computed: each rank adds up its slice of a bucket for all. A sum allocates no managed memory.
/// </remarks>
internal sealed class PartedSum : IGradientObserver, IDisposable
{
    /// <summary>Floats of a bucket, 1 MiB: small enough that the first is on its way early, large enough that its start costs nothing.</summary>
    public const int UsualBucket = 1 << 18;

    private readonly Tensor values;
    private readonly Workers workers;
    private readonly ICommunicator? communicator;
    private readonly Arena arena;
    private readonly Tensor[] levels;
    private readonly Bucket[] buckets = [];
    private int pending;
    private int begun;
    private int summed;
    private int done;

    /// <param name="values">The vector.</param>
    /// <param name="parts">Parts that this process computes.</param>
    /// <param name="communicator">The processes; null for this one alone.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="bucket">Floats of a bucket.</param>
    public PartedSum(Tensor values, int parts, ICommunicator? communicator, Workers workers, int bucket = UsualBucket)
    {
        this.values = values;
        this.workers = workers;
        this.communicator = communicator;
        long level = Arena.BytesOf(values.Shape);
        int depth = PartTree.Depth(parts);
        int length = values.Shape.Batch;
        int count = communicator is null ? 0 : (length + bucket - 1) / bucket;
        long rows = Arena.RoundUp(((long)bucket + (communicator?.Size ?? 0)) * sizeof(float));
        arena = new Arena((depth * level) + (count * rows));
        levels = [.. Enumerable.Range(0, depth).Select(each => arena.Tensor(each * level, values.Shape))];
        if (communicator is not null)
        {
            buckets = [.. Enumerable.Range(0, count).Select(each =>
            {
                int end = length - (each * bucket);
                int start = Math.Max(end - bucket, 0);
                return new Bucket(values.Slice(start, end - start), start, arena, (depth * level) + (each * rows), communicator);
            })];
        }
    }

    /// <summary>Keeps what the vector holds, to be added to what comes.</summary>
    /// <param name="depth">How often the parts were halved on the way to these.</param>
    public void Keep(int depth) => values.Values.CopyTo(levels[depth].Values);

    /// <summary>Adds what was kept.</summary>
    /// <param name="depth">The same as when it was kept.</param>
    public void Add(int depth) => Addition.Run(levels[depth], values, values, workers);

    /// <summary>Says that the last part comes, and how many kept sums are still to be added to it, the deepest first.</summary>
    public void BeginLast(int kept) => (pending, begun, summed, done) = (kept, 0, 0, 0);

    /// <inheritdoc/>
    public void OnFinal(int from)
    {
        while (begun < buckets.Length && buckets[begun].Start >= from)
        {
            Bucket bucket = buckets[begun++];
            AddKept(bucket.Start, bucket.Values.Shape.Batch);
            bucket.Exchange.BeginScatter();
        }

        Advance();
    }

    /// <summary>Waits until the sum over all parts stands in the vector.</summary>
    public void Complete()
    {
        if (communicator is null)
        {
            AddKept(0, values.Shape.Batch);
            return;
        }

        OnFinal(0);
        var wait = default(SpinWait);
        while (done < buckets.Length)
        {
            wait.SpinOnce(sleep1Threshold: -1);
            Advance();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Bucket bucket in buckets)
        {
            bucket.Exchange.Dispose();
        }

        arena.Dispose();
    }

    private void AddKept(int start, int count)
    {
        Tensor part = values.Slice(start, count);
        for (int depth = pending - 1; depth >= 0; depth--)
        {
            Addition.Run(levels[depth].Slice(start, count), part, part, workers);
        }
    }

    private void Advance()
    {
        while (summed < begun && buckets[summed].Exchange.Test())
        {
            buckets[summed].AddUp(workers);
            buckets[summed++].Exchange.BeginGather();
        }

        while (done < summed && buckets[done].Exchange.Test())
        {
            done++;
        }
    }
}
