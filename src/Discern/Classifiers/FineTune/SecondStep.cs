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

    /// <summary>Trains, and leaves the network with the best numbers.</summary>
    /// <returns>The epoch that they are from, counted from 1; 0 for those that it began with.</returns>
    public int Train(ITrainingObserver observer, TimeProvider time, CancellationToken cancellation)
    {
        using Weights begun = network.Weights.ZerosLike();
        begun.CopyFrom(network.Weights);
        double lossBefore = LossBefore();
        var training = new TrainingOptions
        {
            Epochs = options.Epochs,
            Batch = options.Batch,
            Optimizer = new SgdOptions { LearningRate = options.LearningRate, Momentum = 0.9 },
            ClassWeights = classWeights,
            Seed = options.Seed,
        };
        TrainingResult result = new Trainer(network.Graph, network.Weights, training, workers, time).Train(
            new FeatureBatches(crossing.TableUpTo(Split.Train), options.Seed, classWeights: null),
            new FeatureBatches(Validation(), seed: null, classWeights),
            resume: null,
            observer,
            cancellation);
        using TrainingState state = result.State;
        if (result.Ending == TrainingEnding.Cancelled)
        {
            throw new OperationCanceledException(cancellation);
        }

        bool isBetter = state.History[state.BestEpoch - 1].ValidationLoss < lossBefore;
        network.Weights.CopyFrom(isBetter ? state.BestWeights : begun);
        return isBetter ? state.BestEpoch : 0;
    }

    // Weighted as the epochs' losses are, so that they compare.
    private double LossBefore()
    {
        int[] labels = crossing.LabelsOf(Split.Validation);
        Weights copy = network.Weights.ZerosLike();
        copy.CopyFrom(network.Weights);
        using var top = new NetworkTop(network.Graph, copy, workers);
        double[] losses = HeldOut.Losses(crossing.Predict(Split.Validation, top), labels);
        return losses.Zip(labels, (loss, label) => loss * (classWeights?[label] ?? 1)).Average();
    }

    private TrainingTable Validation() =>
        new(crossing.Of(Split.Validation), crossing.LabelsOf(Split.Validation), crossing.Examples.Dataset.Classes.Count);
}
