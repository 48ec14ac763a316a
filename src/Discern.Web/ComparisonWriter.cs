using Discern.Comparing;
using Discern.Runs;
using Discern.Web.Assets;
using Discern.Web.Components;
using Discern.Web.Rendering;

namespace Discern.Web;

/// <summary>Writes what a comparison found as a page: one HTML file that needs no network and nothing beside it.</summary>
/// <example><code>
/// await ComparisonWriter.WriteAsync(comparison, "comparison.html");
/// </code></example>
public static class ComparisonWriter
{
    /// <summary>Writes the page beside its place and renames it into place.</summary>
    /// <param name="comparison">What was found.</param>
    /// <param name="path">The file; its folder exists. A page that is there is replaced.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="DiscernException">The chart libraries are not installed, or the page cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task WriteAsync(Comparison comparison, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var html = await Document.RenderAsync<ComparisonPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ComparisonPage.Comparison)] = comparison,
            [nameof(ComparisonPage.Libraries)] = ChartLibrary.ReadAll(),
        });
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.WriteText(path, text => text.Write(html));
    }
}
