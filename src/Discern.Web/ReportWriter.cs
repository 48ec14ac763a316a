using Discern.Runs;
using Discern.Web.Reports;

namespace Discern.Web;

/// <summary>Writes a run's report: one HTML file that needs no network and nothing beside it.</summary>
/// <example><code>
/// var run = RunFolder.Open("runs/2026-11-21-hotdog");
/// await ReportWriter.WriteAsync(run, run.ReportPath, CancellationToken.None);
/// </code></example>
public static class ReportWriter
{
    /// <summary>Writes the report beside its place and renames it into place: nobody sees half of it.</summary>
    /// <param name="run">The run, finished or stopped, evaluated or not.</param>
    /// <param name="path">The file; its folder exists. A report that is there is replaced.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="DiscernException">A file of the run is malformed, the chart libraries are not installed, or the report cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Task WriteAsync(RunFolder run, string path, CancellationToken cancellationToken = default) =>
        WriteAsync(run, path, against: null, cancellationToken);

    /// <summary>Writes the report and sets the run against another one on the same test pictures: what was gained, what was paid.</summary>
    /// <param name="run">The run, finished or stopped, evaluated or not.</param>
    /// <param name="path">The file; its folder exists. A report that is there is replaced.</param>
    /// <param name="against">The run before a change; null for none.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="DiscernException">As above, or the two runs were not tested on the same pictures.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task WriteAsync(RunFolder run, string path, RunFolder? against, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var model = ReportModel.From(run, cancellationToken);
        var html = await ReportRenderer.RenderAsync(against is null ? model : model with { Against = RunComparison.Of(run, against) });
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.WriteText(path, text => text.Write(html));
    }
}
