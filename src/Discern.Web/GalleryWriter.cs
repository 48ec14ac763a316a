using Discern.Cleaning;
using Discern.Runs;
using Discern.Web.Cleanings;
using Discern.Web.Components;
using Discern.Web.Rendering;

namespace Discern.Web;

/// <summary>Writes the gallery of a cleaning: one HTML file that needs no network, each finding with its pictures side by side.</summary>
/// <example><code>
/// CleaningResult result = new Cleaner().Clean("pictures", new CleaningOptions());
/// await GalleryWriter.WriteAsync(result, "gallery.html");
/// </code></example>
public static class GalleryWriter
{
    /// <summary>Writes the gallery beside its place and renames it into place.</summary>
    /// <param name="result">What was found; its pictures are still where they were.</param>
    /// <param name="path">The file; its folder exists. A gallery that is there is replaced.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="DiscernException">The gallery cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task WriteAsync(CleaningResult result, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var model = CleaningModel.From(result, cancellationToken);
        var html = await Document.RenderAsync<CleaningPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(CleaningPage.Model)] = model,
        });
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.WriteText(path, text => text.Write(html));
    }
}
