using Discern.Classifiers.Balance;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Classifiers.Transfer;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;

namespace Discern.Classifiers.FineTune;

/// <summary>Trains the open convolutions and the top together.</summary>
internal sealed class SecondStep(FineTuneNetwork network, DatasetFeatures crossing, FineTuneOptions options, Workers workers)
{
    private readonly IReadOnlyList<float>? classWeights =
        options.ClassWeights.For(crossing.Examples.Dataset.Classes, crossing.Examples.CountsOf(Split.Train));

    /// <summary>The rows that are learnt from, where a sampler chose pictures; null for all.</summary>
    public SelectedRows? Selected { get; init; }

    /// <summary>How many pictures of each class are learnt from.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>The learning rate: the options' own, or the one that was found.</summary>
    public double LearningRate { get; private set; } = options.LearningRate;

    /// <summary>Searches for the learning rate.</summary>
    public LearningRateSearch FindLearningRate(CancellationToken cancellation)
    {
        LearningRateSearch search = LearningRateSearch.Run(network.Graph, network.Weights, Training(), Examples(), workers, cancellation);
        LearningRate = search.Suggested;
        return search;
    }

    /// <summary>Trains, and leaves the network with the best numbers.</summary>
    /// <returns>The epoch that they are from, counted from 1; 0 for those that it began with.</returns>
    public int Train(ITrainingObserver observer, TimeProvider time, CancellationToken cancellation)
    {
        using Weights begun = network.Weights.ZerosLike();
        begun.CopyFrom(network.Weights);
        (double lossBefore, double accuracyBefore) = Judge();
        TrainingResult result = new Trainer(network.Graph, network.Weights, Training(), workers, time).Train(
            Examples(),
            new FeatureBatches(crossing.TableOf(Split.Validation), seed: null, classWeights),
            resume: null,
            observer,
            cancellation);
        using TrainingState state = result.State;
        if (result.Ending == TrainingEnding.Cancelled)
        {
            throw new OperationCanceledException(cancellation);
        }

        EpochResult best = state.History[state.BestEpoch - 1];
        bool isBetter = options.Metric == TrainingMetric.Accuracy ? best.ValidationAccuracy > accuracyBefore : best.ValidationLoss < lossBefore;
        network.Weights.CopyFrom(isBetter ? state.BestWeights : begun);
        return isBetter ? state.BestEpoch : 0;
    }

    private FeatureBatches Examples() => new(crossing.TableUpTo(Split.Train), options.Seed, classWeights: null, Selected?.Rows, options.Remedies.HasBalancedBatches);

    private TrainingOptions Training() => options.Remedies.Apply(PlainTraining(), Counts);

    private TrainingOptions PlainTraining() => new()
    {
        Epochs = options.Epochs,
        Batch = options.Batch,
        Optimizer = new SgdOptions { LearningRate = LearningRate, Momentum = 0.9 },
        EarlyStopping = options.EarlyStopping,
        Metric = options.Metric,
        ClassWeights = classWeights,
        LabelSmoothing = options.LabelSmoothing,
        Mixup = options.Mixup,
        Parts = options.Parts,
        Communicator = options.Communicator,
        Seed = options.Seed,
        Profiler = options.Profiler,
    };

    /// <summary>Probabilities as logit adjustment makes them for the loss: p · e^offset, brought back to a sum of 1.</summary>
    private float[] WithOffsets(float[] probabilities, int classes)
    {
        if (Training().LogitOffsets is not { } offsets)
        {
            return probabilities;
        }

        return [.. probabilities.Chunk(classes).SelectMany(row =>
        {
            double[] moved = [.. row.Select((probability, label) => probability * Math.Exp(offsets[label]))];
            return moved.Select(each => (float)(each / moved.Sum()));
        })];
    }

    // As the epochs are judged: view by view, and weighted.
    private (double Loss, double Accuracy) Judge()
    {
        TrainingTable table = crossing.TableOf(Split.Validation);
        Weights copy = network.Weights.ZerosLike();
        copy.CopyFrom(network.Weights);
        using var top = new NetworkTop(network.Graph, copy, workers);
        float[] probabilities = top.Predict(table.Features);
        double[] losses = HeldOut.Losses(WithOffsets(probabilities, table.Classes), table.Labels);
        return (losses.Zip(table.Labels, (loss, label) => loss * (classWeights?[label] ?? 1)).Average(), HeldOut.Accuracy(probabilities, table.Labels));
    }
}
