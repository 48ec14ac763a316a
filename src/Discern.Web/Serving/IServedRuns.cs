namespace Discern.Web.Serving;

/// <summary>The runs that programs can ask.</summary>
internal interface IServedRuns : IAsyncDisposable
{
    /// <summary>The run that was asked last, whose figures are told; null before the first.</summary>
    ServedRun? Current { get; }

    /// <summary>All of them.</summary>
    IReadOnlyList<ListedRun> List();

    /// <summary>Asks one.</summary>
    /// <param name="name">Its name: text from outside; null for the usual one.</param>
    /// <param name="ask">What it is asked.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="ApiFailure">There is no such run.</exception>
    /// <exception cref="DiscernException">It cannot be read.</exception>
    Task<T> AskAsync<T>(string? name, Func<ServedRun, Task<T>> ask, CancellationToken cancellationToken);
}
