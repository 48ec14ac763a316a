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
    private const int WarmUps = 4;

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
        var clock = new BatchClock();
        var source = new FixedBatches(this, WarmUps + steps);
        new Trainer(Graph, weights, new TrainingOptions { Epochs = 1, Batch = Pictures }, workers)
            .Train(source, null, null, clock, CancellationToken.None).State.Dispose();
        return [.. clock.Times.Skip(WarmUps)];
    }

    private double[] Answer(Weights weights, Workers workers, int steps)
    {
        using var plan = new Plan(Graph, weights, new PlanOptions { Batch = Pictures, Precision = Precision }, workers);
        Noise(plan.Input.Values);
        double[] times = new double[WarmUps + steps];
        foreach (ref double time in times.AsSpan())
        {
            long start = Stopwatch.GetTimestamp();
            plan.Forward(Pictures);
            time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times[WarmUps..];
    }

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

    private sealed class BatchClock : ITrainingObserver
    {
        private long last = Stopwatch.GetTimestamp();

        public List<double> Times { get; } = [];

        public void OnBatch(int epoch, int done, int total, double loss)
        {
            Times.Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);
            last = Stopwatch.GetTimestamp();
        }

        public void OnEpoch(EpochResult result, TrainingState state, bool isBest)
        {
        }
    }
}
