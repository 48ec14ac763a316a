using Discern.Runs;
using Discern.Web.Reports;

namespace Discern.Web;

/// <summary>Writes a run's report: one HTML file that needs no network and nothing beside it.</summary>
/// <example><code>
/// var run = RunFolder.Open("runs/2026-11-21-hotdog");
/// await ReportWriter.WriteAsync(run, run.ReportPath, against: RunFolder.Open("runs/2026-11-20-hotdog"));
/// </code></example>
public static class ReportWriter
{
    /// <summary>Writes the report beside its place and renames it into place: nobody sees half of it.</summary>
    /// <param name="run">The run, finished or stopped, evaluated or not.</param>
    /// <param name="path">The file; its folder exists. A report that is there is replaced.</param>
    /// <param name="against">Another run, evaluated on the same pictures, that the report sets this one against; null: none.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="DiscernException">
    /// A file of a run is malformed, the two runs were not evaluated on the same pictures and classes, the chart libraries are not
    /// installed, or the report cannot be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task WriteAsync(RunFolder run, string path, RunFolder? against = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var html = await ReportRenderer.RenderAsync(ReportModel.From(run, against, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.WriteText(path, text => text.Write(html));
    }
}
