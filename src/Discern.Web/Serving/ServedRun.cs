using Discern.Runs;
using Discern.Serving;

namespace Discern.Web.Serving;

/// <summary>A run whose model answers requests.</summary>
public sealed class ServedRun : IAsyncDisposable
{
    /// <summary>Loads a run's model.</summary>
    /// <param name="run">The run; it has a model.</param>
    /// <param name="options">Queue, batch and threads.</param>
    /// <exception cref="DiscernException">The run has no model yet, or its files do not fit together.</exception>
    public ServedRun(RunFolder run, ServingOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        Run = run;
        Summary = ListedRun.Of(run);
        Predictor = new BatchingPredictor(run, options);
    }

    /// <summary>The run.</summary>
    public RunFolder Run { get; }

    /// <summary>What answers.</summary>
    public BatchingPredictor Predictor { get; }

    internal ListedRun Summary { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Predictor.DisposeAsync();
}
