namespace Discern.Web.Serving;

/// <summary>One run, which outlives the server.</summary>
internal sealed class OneServedRun(ServedRun run) : IServedRuns
{
    public ServedRun Current => run;

    public IReadOnlyList<ListedRun> List() => [run.Summary];

    public Task<T> AskAsync<T>(string? name, Func<ServedRun, Task<T>> ask, CancellationToken cancellationToken) =>
        name is null || name.Equals(run.Summary.Name, StringComparison.Ordinal) ? ask(run) : throw ApiFailure.NoRun(name);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
