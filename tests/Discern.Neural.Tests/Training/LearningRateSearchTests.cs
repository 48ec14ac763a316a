using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;

namespace Discern.Neural.Tests.Training;

public sealed class LearningRateSearchTests
{
    [Fact]
    public void A_network_learns_with_what_is_suggested_and_the_search_leaves_it_as_it_was()
    {
        Node input = Graph.Input(Stripes.Size, Stripes.Size, 1);
        var graph = new Graph(input, input.Convolution(8, 3).Relu().Flatten().Dense(3));
        using Weights weights = Weights.Initialize(graph, 1);
        using Weights before = Weights.Initialize(graph, 1);
        var options = new TrainingOptions { Epochs = 5, Batch = 16, Optimizer = new SgdOptions { Momentum = 0.9 } };
        LearningRateSearch search = LearningRateSearch.Run(graph, weights, options, new Stripes(120), Workers.Shared, CancellationToken.None);

        Assert.True(before.All.Values.SequenceEqual(weights.All.Values));
        Assert.Equal(search.Points.Select(point => point.LearningRate).Order(), search.Points.Select(point => point.LearningRate));
        Assert.Equal(1e-7, search.Points[0].LearningRate, 1e-12);

        options = options with { Optimizer = options.Optimizer with { LearningRate = search.Suggested } };
        var observer = new RecordingObserver();
        new Trainer(graph, weights, options, Workers.Shared).Train(new Stripes(120), null, null, observer, CancellationToken.None).State.Dispose();
        Assert.True(observer.Epochs[^1].Loss < observer.Epochs[0].Loss / 2, $"{search.Suggested}: {observer.Epochs[0].Loss} to {observer.Epochs[^1].Loss}");
    }

    [Fact]
    public void The_steepest_fall_is_taken()
    {
        // A smooth step down, half way at 1e-3, and a rise at the end.
        LearningRatePoint[] points = [.. Enumerable.Range(0, 80).Select(step =>
        {
            double power = -7 + (0.1 * step);
            double loss = 1 - (1 / (1 + Math.Exp(-4 * (power + 3)))) + Math.Pow(10, power - 1);
            return new LearningRatePoint(Math.Pow(10, power), loss, loss);
        })];
        Assert.Equal(-3, Math.Log10(LearningRateSearch.Steepest(points)), 0.11);
    }

    [Fact]
    public void A_loss_that_never_falls_is_said()
    {
        LearningRatePoint[] points = [.. Enumerable.Range(0, 20).Select(step => new LearningRatePoint(Math.Pow(10, step - 20), step, step))];
        Assert.Contains("saw the loss fall at none", Assert.Throws<DiscernException>(() => LearningRateSearch.Steepest(points)).Message, StringComparison.Ordinal);
    }
}
