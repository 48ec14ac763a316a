using Discern.Crawling.Extraction;
using Discern.Crawling.Fetching;

namespace Discern.Crawling.Browsing;

/// <summary>Lets scripts build pages. The browser starts with the first page, and again if it ended.</summary>
internal sealed class Browser(Fetcher fetcher, CrawlOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1);
    private BrowserProcess? process;

    /// <summary>Builds a page.</summary>
    /// <param name="document">The page as the host sent it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The page as its scripts left it, and the parts of it that were refused.</returns>
    /// <exception cref="SkippedException">It cannot be built in time.</exception>
    public async Task<(Fetched Page, IReadOnlyList<UnusablePicture> Refused)> RenderAsync(Fetched document, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.RenderTimeout, options.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            DevToolsConnection connection = await ConnectionAsync(both.Token);
            await using var page = new RenderedPage(connection, fetcher, options, document);
            return (await page.BuildAsync(both.Token), page.Refused);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SkippedException($"its scripts were not done within {options.RenderTimeout.TotalSeconds:0.#} s");
        }
        catch (DevToolsException exception)
        {
            throw new SkippedException($"the browser could not build it: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        starting.Dispose();
    }

    private async Task<DevToolsConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        await starting.WaitAsync(cancellationToken);
        try
        {
            if (process is { Connection.IsOpen: false } ended)
            {
                process = null;
                await ended.DisposeAsync();
            }

            process ??= await BrowserProcess.StartAsync(Chromium.Require(), cancellationToken);
            return process.Connection;
        }
        finally
        {
            starting.Release();
        }
    }
}
