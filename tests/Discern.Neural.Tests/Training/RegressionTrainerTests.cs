using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;

namespace Discern.Neural.Tests.Training;

public class RegressionTrainerTests
{
    private static readonly RegressionOptions Options = new() { Steps = 400, Batch = 8, Optimizer = new AdamOptions { LearningRate = 0.05 } };

    [Fact]
    public void A_line_is_learnt()
    {
        (double loss, float[] weights) = Train(threads: 1, Options);

        Assert.InRange(loss, 0, 1e-4);
        Assert.Equal([2f, -1f], weights[..2], (expected, actual) => Math.Abs(expected - actual) < 0.02);
    }

    [Fact]
    public void The_number_of_threads_does_not_matter_to_a_bit() =>
        Assert.Equal(Train(threads: 1, Options).Weights, Train(threads: 2, Options).Weights);

    [Fact]
    public void A_loss_that_is_no_number_is_told()
    {
        var refusal = Assert.Throws<DiscernException>(() => Train(threads: 1, Options with { Optimizer = new SgdOptions { LearningRate = 1e30 } }));

        Assert.Contains("lower learning rate", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_stopped_and_tells_each_step()
    {
        var told = new List<int>();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Train(1, Options, step =>
        {
            told.Add(step);
            if (step == 3)
            {
                stop.Cancel();
            }
        }, stop.Token));

        Assert.Equal([1, 2, 3], told);
    }

    private static (double Loss, float[] Weights) Train(int threads, RegressionOptions options, Action<int>? onStep = null, CancellationToken cancellation = default)
    {
        Node input = Graph.Input(2);
        var graph = new Graph(input, input.Dense(1));
        using Weights weights = Weights.Initialize(graph, 3);
        using var workers = new Workers(threads);
        double loss = RegressionTrainer.Train(graph, weights, options, new Line(), workers, (step, _) => onStep?.Invoke(step), cancellation);
        return (loss, weights.All.Values.ToArray());
    }

    /// <summary>2x − y + 3.</summary>
    private sealed class Line : IRegressionSource
    {
        public void Fill(long step, Span<float> inputs, Span<float> targets)
        {
            var random = new Philox(1, (ulong)step);
            for (int example = 0; example < targets.Length; example++)
            {
                (float x, float y) = ((2 * random.NextSingle()) - 1, (2 * random.NextSingle()) - 1);
                (inputs[2 * example], inputs[(2 * example) + 1]) = (x, y);
                targets[example] = (2 * x) - y + 3;
            }
        }
    }
}
