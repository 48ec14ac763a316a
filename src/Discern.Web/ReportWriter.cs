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
    public static async Task WriteAsync(RunFolder run, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var html = await ReportRenderer.RenderAsync(ReportModel.From(run, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.WriteText(path, text => text.Write(html));
    }
}
