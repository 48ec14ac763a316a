using Discern.Runs;

namespace Discern.Web.Studio.Trying;

/// <summary>Keeps what was opened for a run, which takes memory and a moment, until another run is asked for. One use at a time.</summary>
/// <param name="open">Opens it.</param>
internal sealed class KeptForRun<T>(Func<RunFolder, T> open) : IAsyncDisposable
    where T : class, IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private string? _run;
    private T? _kept;

    /// <summary>Uses it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="use">What is done with it.</param>
    /// <param name="cancellationToken">Stops waiting for the turn.</param>
    /// <exception cref="DiscernException">It cannot be opened.</exception>
    public async Task<TResult> UseAsync<TResult>(RunFolder run, Func<T, Task<TResult>> use, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_kept is null || !string.Equals(_run, run.Path, StringComparison.Ordinal))
            {
                await CloseAsync();
                _kept = await Task.Run(() => open(run), cancellationToken);
                _run = run.Path;
            }

            return await use(_kept);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        await CloseAsync();
        _turn.Dispose();
    }

    private async Task CloseAsync()
    {
        if (_kept is { } former)
        {
            _kept = null;
            await former.DisposeAsync();
        }
    }
}
