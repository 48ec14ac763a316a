using System.Diagnostics;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Training;

namespace Discern.Bench.Peers;

/// <summary>A network's forward pass, or its whole training step, on pictures of noise.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Graph">The network.</param>
/// <param name="IsTraining">Whether it is a training step, through the same trainer that users get.</param>
/// <param name="Pictures">The batch.</param>
/// <param name="Goal">How many times as fast as the best of the peers we want to be.</param>
/// <param name="Precision">In what numbers we multiply; the peers always in single precision.</param>
internal sealed record NetworkWork(string Name, Graph Graph, bool IsTraining, int Pictures, double Goal, Precision Precision = Precision.Float32)
    : Work(Name, Pictures, Goal)
{
    // Until the runtime has compiled its code for good: on two cores its compiler takes one of them from us in the first second.
    private const int LeastWarmUps = 4;
    private const double WarmUpSeconds = 1;

    // More than are ever taken: the clock stops the training.
    private const int MostBatches = 100_000;

    /// <summary>The seed of weights and pictures.</summary>
    public const ulong Seed = 1;

    /// <summary>The name of the same work in the peers' scripts.</summary>
    public string PeerName { get; init; } = Name;

    private int ValuesPerPicture => checked((int)Graph.InputNode.Shape.CountPerExample);

    /// <inheritdoc/>
    public override double Milliseconds(int threads, int steps)
    {
        using var workers = new Workers(threads);
        using Weights weights = Weights.Initialize(Graph, Seed);
        double[] times = IsTraining ? Train(weights, workers, steps) : Answer(weights, workers, steps);
        Array.Sort(times);
        return times[times.Length / 2];
    }

    private double[] Train(Weights weights, Workers workers, int steps)
    {
        using var enough = new CancellationTokenSource();
        var clock = new BatchClock(steps, enough);
        var source = new FixedBatches(this, MostBatches);
        new Trainer(Graph, weights, new TrainingOptions { Epochs = 1, Batch = Pictures }, workers)
            .Train(source, null, null, clock, enough.Token).State.Dispose();
        return [.. clock.Times];
    }

    private double[] Answer(Weights weights, Workers workers, int steps)
    {
        using var plan = new Plan(Graph, weights, new PlanOptions { Batch = Pictures, Precision = Precision }, workers);
        Noise(plan.Input.Values);
        long begin = Stopwatch.GetTimestamp();
        for (int pass = 0; IsWarmingUp(pass, begin); pass++)
        {
            plan.Forward(Pictures);
        }

        double[] times = new double[steps];
        foreach (ref double time in times.AsSpan())
        {
            long start = Stopwatch.GetTimestamp();
            plan.Forward(Pictures);
            time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times;
    }

    private static bool IsWarmingUp(int done, long begin) => done < LeastWarmUps || Stopwatch.GetElapsedTime(begin).TotalSeconds < WarmUpSeconds;

    private static void Noise(Span<float> values)
    {
        var random = new Philox(Seed, 1);
        foreach (ref float value in values)
        {
            value = random.NextSingle();
        }
    }

    private sealed class FixedBatches : IBatchSource
    {
        private readonly float[] inputs;

        public FixedBatches(NetworkWork work, int batches)
        {
            Count = work.Pictures * batches;
            inputs = new float[work.Pictures * work.ValuesPerPicture];
            Noise(inputs);
        }

        public int Count { get; }

        public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
        {
            this.inputs.CopyTo(inputs);
            for (int index = 0; index < labels.Length; index++)
            {
                labels[index] = index % 2;
            }
        }
    }

    private sealed class BatchClock(int steps, CancellationTokenSource enough) : ITrainingObserver
    {
        private readonly long begin = Stopwatch.GetTimestamp();
        private long last = Stopwatch.GetTimestamp();
        private int batches;

        public List<double> Times { get; } = [];

        public void OnBatch(int epoch, int done, int total, double loss)
        {
            if (!IsWarmingUp(batches++, begin))
            {
                Times.Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);
            }

            if (Times.Count == steps)
            {
                enough.Cancel();
            }

            last = Stopwatch.GetTimestamp();
        }

        public void OnEpoch(EpochResult result, TrainingState state, bool isBest)
        {
        }
    }
}
