using Discern.Datasets;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The recipe <c>cnn</c>: a convolutional network learns from the pictures themselves, from first weights drawn by seed.</summary>
/// <remarks>
/// Pictures are decoded once at the network's size. The weights of the best validation epoch are the model. After every epoch
/// the run folder holds what is needed to go on, so that a stop of any kind loses at most one epoch; a run that was stopped
/// and gone on with ends with the same bits as one that was not.
/// </remarks>
/// <example><code>
/// Dataset dataset = DatasetReader.Read("pictures");
/// RunDescription run = new CnnRecipe().Run(dataset, new CnnOptions { Augment = 3 }, RunFolder.Create("runs/first"), observer, CancellationToken.None);
/// </code></example>
public sealed class CnnRecipe
{
    private readonly TimeProvider time;

    /// <summary>Makes the recipe.</summary>
    /// <param name="time">The clock of the run's timings; null for the system's.</param>
    public CnnRecipe(TimeProvider? time = null) => this.time = time ?? TimeProvider.System;

    /// <summary>Trains, predicts all splits, takes the figures, and writes it all to the run's folder.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="options">How to train.</param>
    /// <param name="run">A new folder; or that of the run to go on from, which then goes on in place.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Stops the run; what the last whole epoch wrote stays, to go on from.</param>
    /// <returns>The description, as <c>run.json</c> holds it.</returns>
    /// <exception cref="DiscernException">The data, the network or the run to go on from cannot be used; the sentence says why.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public RunDescription Run(Dataset dataset, CnnOptions options, RunFolder run, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(observer);
        options.Validate();
        RunFolder? earlier = options.Continue is { } path ? RunFolder.Open(path) : null;
        NetworkDescription network = Continuation.Network(earlier, dataset, options, observer);
        var clock = new RunClock(time, observer, options.Profiler);
        bool isInPlace = string.Equals(earlier?.Path, run.Path, StringComparison.Ordinal);
        var writer = new RunWriter(run, clock, observer)
        {
            CreatedAt = isInPlace ? earlier!.Description.CreatedAt : time.GetUtcNow(),
            ContinuedFrom = isInPlace ? earlier!.Description.ContinuedFrom : earlier?.Path,
        };

        clock.Begin(RunPhase.Data);
        using var session = CnnSession.Prepare(dataset, network, options, clock, cancellation);
        observer.OnNetwork(network, session.Graph);
        session.ChoosePictures(run, cancellation);
        foreach (string remark in session.Remarks)
        {
            observer.OnRemark(remark);
        }

        clock.Begin(RunPhase.Training);
        session.ChooseLearningRate(run, observer, cancellation);
        writer.Begin(session.Describe());
        int bestEpoch = session.Train(run, earlier, observer, cancellation);

        writer.Evaluate(split => session.Predict(split, cancellation), options.Seed);
        return writer.Finish(session.Describe() with { BestEpoch = bestEpoch });
    }
}
