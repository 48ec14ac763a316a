using Discern.Compute.Threading;
using Discern.Explaining;
using Discern.Runs;

namespace Discern.Web.Studio.Trying;

/// <summary>A run's classifier, ready to say what its answers come from.</summary>
internal sealed class RunExplainer : IAsyncDisposable
{
    private readonly ExplainedModel _model;
    private readonly Explainer _explainer;

    /// <exception cref="DiscernException">The run has no model yet, or its files do not fit together.</exception>
    public RunExplainer(RunFolder run)
    {
        _model = ExplainedModel.Open(run, Workers.Shared);
        _explainer = new Explainer(_model, new ExplanationOptions());
    }

    /// <summary>Explains a picture.</summary>
    /// <param name="trial">The picture.</param>
    /// <param name="refined">Is shown ever finer maps, the last one at the end.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void Explain(Trial trial, Action<ExplainedPicture> refined, CancellationToken cancellationToken) =>
        refined(Draw(_explainer.Explain(trial.Contents, trial.Name, explanation => refined(Draw(explanation)), cancellationToken)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _explainer.Dispose();
        _model.Dispose();
        return ValueTask.CompletedTask;
    }

    private ExplainedPicture Draw(Explanation explanation) => ExplainedPicture.Of(explanation, _model);
}
