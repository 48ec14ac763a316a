using System.Diagnostics;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Bench.Peers;

/// <summary>Our own time for a training step, through the same trainer that users get.</summary>
internal static class Ours
{
    private const int WarmUps = 4;

    /// <summary>Milliseconds of one step: the median of <paramref name="steps"/>.</summary>
    public static double MillisecondsPerStep(Work work, int threads, int steps)
    {
        using var workers = new Workers(threads);
        using Weights weights = Weights.Initialize(work.Graph, 1);
        var source = new FixedBatches(work, WarmUps + steps);
        var clock = new StepClock();
        var trainer = new Trainer(work.Graph, weights, new TrainingOptions { Epochs = 1, Batch = work.Batch }, workers);
        trainer.Train(source, null, null, clock, CancellationToken.None);
        double[] times = [.. clock.Times.Skip(WarmUps).Order()];
        return times[times.Length / 2];
    }

    private sealed class FixedBatches : IBatchSource
    {
        private readonly float[] inputs;
        private readonly int[] labels;

        public FixedBatches(Work work, int batches)
        {
            Count = work.Batch * batches;
            inputs = new float[work.Batch * work.InputCount];
            labels = new int[work.Batch];
            var random = new Philox(1, 1);
            foreach (ref float value in inputs.AsSpan())
            {
                value = random.NextSingle();
            }

            for (int index = 0; index < labels.Length; index++)
            {
                labels[index] = index % 2;
            }
        }

        public int Count { get; }

        public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
        {
            this.inputs.AsSpan(0, inputs.Length).CopyTo(inputs);
            this.labels.AsSpan(0, labels.Length).CopyTo(labels);
            sampleWeights.Fill(1);
        }
    }

    private sealed class StepClock : ITrainingObserver
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
