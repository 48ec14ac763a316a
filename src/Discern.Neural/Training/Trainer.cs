using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Training;

/// <summary>Trains a network, epoch by epoch.</summary>
/// <remarks>
/// The same seeds give the same weights, bit for bit, for any number of threads, and for a training that was stopped and
/// resumed; with as many parts of a batch, for any number of processes too. A step allocates no managed memory.
/// </remarks>
public sealed class Trainer
{
    private readonly Graph graph;
    private readonly Weights weights;
    private readonly TrainingOptions options;
    private readonly Workers workers;
    private readonly TimeProvider clock;
    private readonly Loss loss;

    /// <summary>Prepares training.</summary>
    /// <param name="graph">The network; its output are logits.</param>
    /// <param name="weights">Its numbers; training changes them.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="clock">Measures how long epochs take; the system's where absent.</param>
    /// <exception cref="ArgumentException">The options do not fit the network.</exception>
    public Trainer(Graph graph, Weights weights, TrainingOptions options, Workers workers, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        Check(graph, options);
        this.graph = graph;
        this.weights = weights;
        this.options = options;
        this.workers = workers;
        this.clock = clock ?? TimeProvider.System;
        loss = Loss.For(graph.OutputNode.Shape.Channels, options);
    }

    /// <summary>Trains until the last epoch is done, the metric has stopped improving, or the caller cancels.</summary>
    /// <param name="training">The examples to learn from.</param>
    /// <param name="validation">The examples to judge epochs by; absent: the training examples are.</param>
    /// <param name="resume">Where an earlier training stopped; absent: begin anew. It is read, and stays the caller's.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Looked at between steps; the epoch under way then counts as not done.</param>
    /// <returns>The state after the last finished epoch. The weights given to the trainer are then those of the best epoch.</returns>
    /// <exception cref="DiscernException">The loss is no longer finite, a label is none of the classes, or the state does not fit.</exception>
    public TrainingResult Train(
        IBatchSource training, IBatchSource? validation, TrainingState? resume, ITrainingObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(observer);
        Check(training, nameof(training));
        if (validation is not null)
        {
            Check(validation, nameof(validation));
        }

        using var session = new TrainingSession(graph, weights, options, workers, loss, cancellation);
        TrainingState state = session.Begin(resume);
        try
        {
            session.RequireSameStart(training.Count);
            TrainingEnding ending = Run(session, state, new Sources(training, validation), observer);
            weights.CopyFrom(state.BestWeights);
            return new TrainingResult(state, ending);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    internal static void Check(Graph graph, TrainingOptions options)
    {
        Shape output = graph.OutputNode.Shape;
        if (output.Rank != 2)
        {
            throw new ArgumentException($"Training needs logits, batch × classes, and the network gives {output}; end it with Flatten and Dense.", nameof(graph));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.Epochs, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Batch, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Parts, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Optimizer.LearningRate, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.EarlyStopping?.Patience ?? 1, nameof(options));
        if (!(options.LabelSmoothing is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LabelSmoothing, "Label smoothing lies between 0 and below 1.");
        }

        if (!(options.Mixup is 0 or (>= 0.05 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Mixup, "The α of mixup is 0, for none, or lies between 0.05 and 1.");
        }

        int classes = Math.Max(output.Channels, 2);
        if (options.ClassWeights is { } classWeights && classWeights.Count != classes)
        {
            throw new ArgumentException(
                $"There are {classWeights.Count} class weights for {classes} classes; give one for each, in the order of the classes.", nameof(options));
        }

        if (options.FocalGamma is { } gamma && !(gamma >= 0 && double.IsFinite(gamma)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), gamma, "The γ of focal loss is a finite number, 0 or more.");
        }

        if (options.LogitOffsets is { } offsets && (offsets.Count != classes || offsets.Any(offset => !float.IsFinite(offset))))
        {
            throw new ArgumentException($"There are {offsets.Count} offsets of logits for {classes} classes; give a finite one for each, in the order of the classes.", nameof(options));
        }

        if (graph.TrainableParameterCount == 0)
        {
            throw new ArgumentException("Every parameter of the network is frozen: there is nothing to train.", nameof(graph));
        }
    }

    private static void Check(IBatchSource source, string name)
    {
        if (source.Count < 1)
        {
            throw new ArgumentException($"There are no examples for {name}; an epoch needs at least one.", name);
        }
    }

    private TrainingEnding Run(TrainingSession session, TrainingState state, Sources sources, ITrainingObserver observer)
    {
        for (int epoch = state.History.Count + 1; epoch <= options.Epochs; epoch++)
        {
            if (HasStalled(state.History))
            {
                return TrainingEnding.StoppedEarly;
            }

            long start = clock.GetTimestamp();
            EpochSum? sum = session.TrainEpoch(epoch, sources.Training, state.History, observer);
            EpochSum? judged = sum is null || sources.Validation is null ? null : session.Evaluate(epoch, sources.Validation);
            bool isCancelled = sum is null || (sources.Validation is not null && judged is null);
            if (isCancelled)
            {
                return TrainingEnding.Cancelled;
            }

            var result = new EpochResult(
                epoch, sum!.Loss, sum.Accuracy, judged?.Loss, judged?.Accuracy, session.LearningRate, clock.GetElapsedTime(start).TotalSeconds);
            options.Profiler?.Begin("weights kept, checkpoint written");
            bool isBest = session.Keep(state, result);
            observer.OnEpoch(result, state, isBest);
            options.Profiler?.End();
        }

        return TrainingEnding.Finished;
    }

    private bool HasStalled(IReadOnlyList<EpochResult> history)
    {
        if (options.EarlyStopping is not { } stopping || history.Count == 0)
        {
            return false;
        }

        EpochResult best = history[0];
        foreach (EpochResult epoch in history)
        {
            best = Comparison.IsBetter(epoch, best, options.Metric, stopping.MinimumChange) ? epoch : best;
        }

        return history[^1].Epoch - best.Epoch >= stopping.Patience;
    }

    private sealed record Sources(IBatchSource Training, IBatchSource? Validation);
}
