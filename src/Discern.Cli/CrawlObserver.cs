using Discern.Cli.Rendering;
using Discern.Crawling;

namespace Discern.Cli;

/// <summary>Shows how a crawl goes on, and names the first things that it skips; <c>skipped.csv</c> names all.</summary>
internal sealed class CrawlObserver(Terminal terminal) : ICrawlObserver, IDisposable
{
    private const int MostNamed = 20;

    private readonly ProgressLine line = new(terminal, "Crawling", "pages and pictures");
    private int named;

    /// <inheritdoc/>
    public void Continues(CrawlProgress progress)
    {
        line.Clear();
        terminal.ErrorWriter.WriteLine($"Going on with a crawl that was stopped after {progress.PagesDone} pages and {progress.PicturesDone} pictures.");
    }

    /// <inheritdoc/>
    public void Progressed(CrawlProgress progress) => line.Report(progress.PagesDone + progress.PicturesDone, progress.Pages + progress.Pictures);

    /// <inheritdoc/>
    public void Skips(Skipped skipped)
    {
        if (named++ <= MostNamed)
        {
            line.Clear();
            terminal.ErrorWriter.WriteLine(named <= MostNamed
                ? $"Skipped {skipped.What} {skipped.Address}: {skipped.Reason}."
                : "Skipped more; skipped.csv will name all.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();
}
