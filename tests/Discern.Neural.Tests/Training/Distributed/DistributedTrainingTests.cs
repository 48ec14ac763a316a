using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Distributed;
using Discern.Neural.Training.Optimizers;

namespace Discern.Neural.Tests.Training.Distributed;

public sealed class DistributedTrainingTests : IDisposable
{
    // 40 examples in batches of 7: cut unevenly, and the last has 5, which is fewer than some of the parts.
    private static readonly TrainingOptions Short = new()
    {
        Epochs = 2,
        Batch = 7,
        Optimizer = new AdamOptions { LearningRate = 3e-3 },
        ClassWeights = [1, 2, 0.5f],
        LabelSmoothing = 0.1,
    };

    private readonly string folder = Directory.CreateTempSubdirectory("discern-distributed-").FullName;

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0.3)]
    [InlineData(4, 0)]
    [InlineData(6, 0.3)]
    public void As_many_parts_give_the_same_bits_for_any_number_of_processes(int parts, double mixup)
    {
        TrainingOptions options = Short with { Parts = parts, Mixup = mixup };
        Outcome alone = Train(options, communicator: null);
        for (int size = 2; size <= Math.Min(parts, 4); size++)
        {
            var outcomes = new Outcome[size];
            InProcessGroup.Run(size, communicator => outcomes[communicator.Rank] = Train(options, communicator));
            Assert.All(outcomes, outcome =>
            {
                Assert.Equal(alone.Weights, outcome.Weights);
                Assert.Equal(alone.History, outcome.History);
            });
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    public void A_cut_batch_gives_what_a_whole_one_gives_up_to_rounding(int parts)
    {
        // Without batch normalisation, which looks at a part; dropout, mixup and weights are drawn by the place in the whole batch.
        TrainingOptions options = Short with { Epochs = 1, Mixup = 0.4, Optimizer = new SgdOptions { LearningRate = 0.05 } };
        float[] whole = Train(options, null, isNormalized: false).Weights;
        float[] cut = Train(options with { Parts = parts }, null, isNormalized: false).Weights;

        double scale = Math.Sqrt(whole.Average(weight => (double)weight * weight));
        Assert.All(whole.Zip(cut), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-6 * Math.Max(Math.Abs(pair.First), scale)));
        Assert.NotEqual(Train(options with { Seed = 2 }, null, isNormalized: false).Weights, whole);
    }

    [Fact]
    public void A_stop_that_one_process_is_asked_for_stops_all_and_fewer_go_on_to_the_same_bits()
    {
        TrainingOptions options = Short with { Epochs = 4, Parts = 3 };
        string path = Path.Combine(folder, "checkpoint.safetensors");
        var endings = new TrainingEnding[3];
        using var cancellation = new CancellationTokenSource();
        InProcessGroup.Run(3, communicator =>
        {
            bool isFirst = communicator.Rank == 0;
            Graph graph = Network(isNormalized: true);
            var observer = new RecordingObserver
            {
                AfterBatch = (epoch, _) =>
                {
                    if (communicator.Rank == 2 && epoch == 3)
                    {
                        cancellation.Cancel();
                    }
                },
                AfterEpoch = state =>
                {
                    if (isFirst)
                    {
                        state.Write(path, graph);
                    }
                },
            };
            using Weights weights = Weights.Initialize(graph, 1);
            using var workers = new Workers(1);
            TrainingResult result = new Trainer(graph, weights, options with { Communicator = communicator }, workers).Train(
                new Stripes(40), new Stripes(20, seed: 2), null, observer, communicator.Rank == 2 ? cancellation.Token : CancellationToken.None);
            endings[communicator.Rank] = result.Ending;
            result.State.Dispose();
        });
        Assert.All(endings, ending => Assert.Equal(TrainingEnding.Cancelled, ending));

        var resumed = new Outcome[2];
        InProcessGroup.Run(2, communicator => resumed[communicator.Rank] = Train(options, communicator, resume: path));
        Outcome whole = Train(options, null);
        Assert.All(resumed, outcome => Assert.Equal(whole.Weights, outcome.Weights));
        Assert.All(resumed, outcome => Assert.Equal(whole.History, outcome.History));
    }

    [Fact]
    public void Processes_that_do_not_begin_alike_are_refused_by_each()
    {
        var failures = new DiscernException[2];
        InProcessGroup.Run(2, communicator => failures[communicator.Rank] = Assert.Throws<DiscernException>(() =>
            Train(Short with { Parts = 2 }, communicator, seed: (ulong)communicator.Rank + 1)));

        Assert.All(failures, failure => Assert.StartsWith("Process 1 does not begin with the same weights", failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void More_processes_than_parts_are_refused()
    {
        var failure = Assert.Throws<ArgumentException>(() => InProcessGroup.Run(3, communicator => Train(Short with { Parts = 2 }, communicator)));

        Assert.StartsWith("3 processes are to share the parts of each batch, and there are fewer: 2.", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Outcome Train(
        TrainingOptions options, ICommunicator? communicator, bool isNormalized = true, string? resume = null, ulong seed = 1)
    {
        Graph graph = Network(isNormalized);
        using Weights weights = Weights.Initialize(graph, seed);
        using var workers = new Workers(1);
        using TrainingState? checkpoint = resume is null ? null : TrainingState.Read(resume, graph);
        TrainingResult result = new Trainer(graph, weights, options with { Communicator = communicator }, workers).Train(
            new Stripes(40), new Stripes(20, seed: 2), checkpoint, new RecordingObserver(), CancellationToken.None);
        using TrainingState state = result.State;
        return new Outcome(state.Weights.All.Values.ToArray(), [.. state.History.Select(epoch => epoch with { Seconds = 0 })]);
    }

    private static Graph Network(bool isNormalized)
    {
        Node input = Graph.Input(Stripes.Size, Stripes.Size, 1);
        Node maps = input.Convolution(6, 3);
        maps = (isNormalized ? maps.BatchNormalization() : maps).Relu().MaxPool(2);
        return new Graph(input, maps.Flatten().Dense(11).Relu().Dropout(0.3f).Dense(3));
    }

    private sealed record Outcome(float[] Weights, EpochResult[] History);
}
