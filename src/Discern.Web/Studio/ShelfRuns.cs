using Discern.Serving;
using Discern.Web.Serving;
using Discern.Web.Studio.Trying;

namespace Discern.Web.Studio;

/// <summary>The studio's runs for programs: the model of the one that was asked last is kept, and one request is answered at a time.</summary>
/// <param name="shelf">The runs.</param>
/// <param name="first">The usual one; null for the latest.</param>
internal sealed class ShelfRuns(RunShelf shelf, string? first) : IServedRuns
{
    private readonly KeptForRun<ServedRun> _kept = new(run => new ServedRun(run, new ServingOptions()));

    public ServedRun? Current { get; private set; }

    /// <summary>Those that can be read; the page of runs says what is wrong with the others.</summary>
    public IReadOnlyList<ListedRun> List() => [.. shelf.Names().Select(Summary).OfType<ListedRun>()];

    public Task<T> AskAsync<T>(string? name, Func<ServedRun, Task<T>> ask, CancellationToken cancellationToken)
    {
        var chosen = name ?? first ?? (shelf.Names() is [var newest, ..] ? newest : null);
        var run = chosen is null ? null : shelf.Find(chosen);
        return run is null
            ? throw ApiFailure.NoRun(chosen)
            : _kept.UseAsync(
                run,
                served =>
                {
                    Current = served;
                    return ask(served);
                },
                cancellationToken);
    }

    public ValueTask DisposeAsync() => _kept.DisposeAsync();

    private ListedRun? Summary(string name)
    {
        try
        {
            return shelf.Find(name) is { } run ? ListedRun.Of(run) : null;
        }
        catch (DiscernException)
        {
            return null;
        }
    }
}
