using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;
using Discern.Neural.Training.Schedules;

namespace Discern.Neural.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private static readonly TrainingOptions Short = new()
    {
        Epochs = 4,
        Batch = 7,
        Optimizer = new AdamOptions { LearningRate = 3e-3 },
        Schedule = new CosineSchedule { WarmUp = 1 },
    };

    private readonly Workers workers = new(2);
    private readonly string folder = Directory.CreateTempSubdirectory("discern-trainer-").FullName;

    [Fact]
    public void A_small_network_learns_stripes()
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);
        var observer = new RecordingObserver();
        var trainer = new Trainer(graph, weights, Short with { Epochs = 12, Batch = 16 }, workers);
        using TrainingState state = trainer.Train(new Stripes(240), new Stripes(90, seed: 2), null, observer, CancellationToken.None).State;

        Assert.True(observer.Epochs[^1].ValidationAccuracy > 0.95, $"{observer.Epochs[^1]}");
        Assert.True(observer.Epochs[^1].Loss < observer.Epochs[0].Loss / 3);
        Assert.Equal(12 * 15, observer.Batches);
        Assert.Equal(observer.BestEpochs[^1], state.BestEpoch);
        Assert.True(weights.All.Values.SequenceEqual(state.BestWeights.All.Values));
    }

    [Fact]
    public void One_logit_answers_a_question_of_two_classes()
    {
        Graph graph = Network(classes: 1);
        using Weights weights = Weights.Initialize(graph, 1);
        var observer = new RecordingObserver();
        var trainer = new Trainer(graph, weights, Short with { Epochs = 10, Batch = 16 }, workers);
        trainer.Train(new Stripes(200, classes: 2), null, null, observer, CancellationToken.None).State.Dispose();
        Assert.Null(observer.Epochs[^1].ValidationLoss);

        using var classifier = new Classifier(graph, weights, 8, workers);
        var inputs = new float[50 * Stripes.Size * Stripes.Size];
        var labels = new int[50];
        new Stripes(50, classes: 2, seed: 3).Fill(1, 0, inputs, labels, new float[50]);
        var probabilities = new float[100];
        classifier.Predict(inputs, 50, probabilities);

        Assert.Equal(2, classifier.Classes);
        int right = Enumerable.Range(0, 50).Count(example => (probabilities[(2 * example) + 1] > 0.5f ? 1 : 0) == labels[example]);
        Assert.True(right >= 47, $"{right} of 50");
        Assert.All(Enumerable.Range(0, 50), example => Assert.Equal(1f, probabilities[2 * example] + probabilities[(2 * example) + 1], 1e-6f));
    }

    [Fact]
    public void One_thread_and_two_give_the_same_bits()
    {
        using var alone = new Workers(1);
        float[] one = TrainedWeights(alone, Short);
        float[] two = TrainedWeights(workers, Short);
        float[] otherSeed = TrainedWeights(workers, Short with { Seed = 2 });

        Assert.Equal(one, two);
        Assert.NotEqual(one, otherSeed);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 0.2)]
    public void A_resumed_training_gives_the_bits_of_an_uninterrupted_one(int stopAfter, double mixup)
    {
        TrainingOptions options = Short with { Mixup = mixup, LabelSmoothing = mixup / 2 };
        Graph graph = Network();
        string path = Path.Combine(folder, "checkpoint.safetensors");
        using Weights interrupted = Weights.Initialize(graph, 1);
        using var cancellation = new CancellationTokenSource();
        var stopping = new RecordingObserver
        {
            AfterEpoch = state => state.Write(path, graph),
            AfterBatch = (epoch, done) =>
            {
                if (epoch == stopAfter + 1 && done > 10)
                {
                    cancellation.Cancel();
                }
            },
        };
        TrainingResult stopped = new Trainer(graph, interrupted, options, workers)
            .Train(new Stripes(40), new Stripes(20, seed: 2), null, stopping, cancellation.Token);
        Assert.Equal(TrainingEnding.Cancelled, stopped.Ending);
        Assert.Equal(stopAfter, stopped.State.History.Count);
        stopped.State.Dispose();

        // As another process would: new weights, whatever they are, and the file.
        using Weights resumed = Weights.Initialize(graph, 99);
        using TrainingState checkpoint = TrainingState.Read(path, graph);
        TrainingResult result = new Trainer(graph, resumed, options, workers)
            .Train(new Stripes(40), new Stripes(20, seed: 2), checkpoint, new RecordingObserver(), CancellationToken.None);

        using Weights whole = Weights.Initialize(graph, 1);
        TrainingResult expected = new Trainer(graph, whole, options, workers)
            .Train(new Stripes(40), new Stripes(20, seed: 2), null, new RecordingObserver(), CancellationToken.None);
        Assert.Equal(TrainingEnding.Finished, result.Ending);
        Assert.True(expected.State.Weights.All.Values.SequenceEqual(result.State.Weights.All.Values));
        Assert.True(whole.All.Values.SequenceEqual(resumed.All.Values));
        Assert.Equal(expected.State.BestEpoch, result.State.BestEpoch);
        Assert.Equal(
            expected.State.History.Select(epoch => epoch with { Seconds = 0 }),
            result.State.History.Select(epoch => epoch with { Seconds = 0 }));
        expected.State.Dispose();
        result.State.Dispose();
    }

    [Fact]
    public void A_training_cancelled_in_its_first_epoch_leaves_the_weights_as_they_were()
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);
        using Weights before = Weights.Initialize(graph, 1);
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterBatch = (_, _) => cancellation.Cancel() };
        TrainingResult result = new Trainer(graph, weights, Short, workers)
            .Train(new Stripes(40), null, null, observer, cancellation.Token);

        Assert.Equal(TrainingEnding.Cancelled, result.Ending);
        Assert.Equal(1, observer.Batches);
        Assert.Empty(result.State.History);
        Assert.Equal(0, result.State.BestEpoch);
        Assert.True(before.All.Values.SequenceEqual(weights.All.Values));
        result.State.Dispose();
    }

    [Fact]
    public void Training_stops_when_the_metric_no_longer_improves_and_keeps_the_best_weights()
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);

        // A learning rate so small that no epoch improves the accuracy by a half.
        TrainingOptions options = Short with
        {
            Epochs = 50,
            Optimizer = new SgdOptions { LearningRate = 1e-9 },
            Metric = TrainingMetric.Accuracy,
            EarlyStopping = new EarlyStopping { Patience = 3, MinimumChange = 0.5 },
        };
        TrainingResult result = new Trainer(graph, weights, options, workers)
            .Train(new Stripes(40), new Stripes(20, seed: 2), null, new RecordingObserver(), CancellationToken.None);

        Assert.Equal(TrainingEnding.StoppedEarly, result.Ending);
        Assert.Equal(4, result.State.History.Count);
        Assert.True(result.State.BestWeights.All.Values.SequenceEqual(weights.All.Values));
        result.State.Dispose();
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_training_with_advice()
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);
        TrainingOptions options = Short with { Optimizer = new SgdOptions { LearningRate = 1e30 }, Schedule = new ConstantSchedule() };
        DiscernException exception = Assert.Throws<DiscernException>(() => new Trainer(graph, weights, options, workers)
            .Train(new Stripes(40), null, null, new RecordingObserver(), CancellationToken.None));

        Assert.Contains("In epoch 1 ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("lower learning rate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_weights_are_sample_weights_by_class()
    {
        float[] classWeights = [1f, 3f, 0.5f];
        float[] byClass = TrainedWeights(workers, Short with { ClassWeights = classWeights });
        float[] bySample = TrainedWeights(workers, Short, label => classWeights[label]);

        Assert.Equal(byClass, bySample);
        Assert.NotEqual(byClass, TrainedWeights(workers, Short));
    }

    [Fact]
    public void Frozen_parameters_keep_their_bits()
    {
        Node input = Graph.Input(Stripes.Size, Stripes.Size, 1);
        Node first = input.Convolution(4, 3).Relu();
        Node middle = first.Convolution(5, 3);
        Node output = middle.Relu().Flatten().Dense(3);
        foreach (Parameter parameter in middle.Parameters)
        {
            parameter.IsTrainable = false;
        }

        var graph = new Graph(input, output);
        using Weights weights = Weights.Initialize(graph, 1);
        using Weights before = Weights.Initialize(graph, 1);
        new Trainer(graph, weights, Short, workers)
            .Train(new Stripes(40), null, null, new RecordingObserver(), CancellationToken.None).State.Dispose();
        foreach (Parameter parameter in graph.Parameters)
        {
            Assert.Equal(!parameter.IsTrainable, weights[parameter].Values.SequenceEqual(before[parameter].Values));
        }
    }

    [Fact]
    public void A_step_with_its_loss_and_its_optimizer_allocates_no_managed_memory()
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);
        var allocated = new long[40];
        int batch = 0;
        var observer = new RecordingObserver { AfterBatch = (_, _) => allocated[batch++] = GC.GetAllocatedBytesForCurrentThread() };
        new Trainer(graph, weights, Short with { Epochs = 1, Batch = 4, ClassWeights = [1f, 2f, 3f] }, workers)
            .Train(new Unchanging(160), null, null, observer, CancellationToken.None).State.Dispose();

        // The first steps may still compile.
        Assert.Equal(allocated[9], allocated[39]);
    }

    [Fact]
    public void Options_that_do_not_fit_the_network_are_refused()
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);

        Assert.Throws<ArgumentException>(() => new Trainer(graph, weights, Short with { ClassWeights = [1f, 2f] }, workers));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(graph, weights, Short with { Batch = 0 }, workers));
        Assert.Throws<ArgumentException>(() => new Trainer(graph, weights, Short, workers)
            .Train(new Stripes(0), null, null, new RecordingObserver(), CancellationToken.None));
    }

    [Fact]
    public void A_label_that_is_no_class_is_named()
    {
        Graph graph = Network(classes: 2);
        using Weights weights = Weights.Initialize(graph, 1);
        DiscernException exception = Assert.Throws<DiscernException>(() => new Trainer(graph, weights, Short, workers)
            .Train(new Stripes(40, classes: 3), null, null, new RecordingObserver(), CancellationToken.None));

        Assert.Contains("class number 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_optimizer_is_refused()
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);
        using TrainingState state = new Trainer(graph, weights, Short with { Epochs = 1 }, workers)
            .Train(new Stripes(20), null, null, new RecordingObserver(), CancellationToken.None).State;
        DiscernException exception = Assert.Throws<DiscernException>(() =>
            new Trainer(graph, weights, Short with { Optimizer = new SgdOptions() }, workers)
                .Train(new Stripes(20), null, state, new RecordingObserver(), CancellationToken.None));

        Assert.Contains("same optimizer", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        workers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Examples that cost nothing to draw.</summary>
    private sealed class Unchanging(int count) : IBatchSource
    {
        public int Count => count;

        public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
        {
            inputs.Fill(0.5f);
            labels.Fill(1);
        }
    }

    private static Graph Network(int classes = 3)
    {
        Node input = Graph.Input(Stripes.Size, Stripes.Size, 1);
        Node maps = input.Convolution(8, 3).Relu().MaxPool(2).Convolution(6, 2).BatchNormalization().Relu();
        return new Graph(input, maps.Flatten().Dense(16).Relu().Dropout(0.2f).Dense(classes));
    }

    private static float[] TrainedWeights(Workers workers, TrainingOptions options, Func<int, float>? weightOf = null)
    {
        Graph graph = Network();
        using Weights weights = Weights.Initialize(graph, 1);
        var source = new Stripes(40) { WeightOf = weightOf ?? (_ => 1f) };
        using TrainingState state = new Trainer(graph, weights, options, workers)
            .Train(source, null, null, new RecordingObserver(), CancellationToken.None).State;
        return state.Weights.All.Values.ToArray();
    }
}
