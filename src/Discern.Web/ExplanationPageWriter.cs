using Discern.Explaining;
using Discern.Runs;
using Discern.Web.Components;
using Discern.Web.Rendering;

namespace Discern.Web;

/// <summary>Writes explanations as one HTML file that needs no network.</summary>
/// <example><code>
/// await ExplanationPageWriter.WriteAsync([ExplainedPicture.Of(explanation, model)], global: null, "explanations/index.html");
/// </code></example>
public static class ExplanationPageWriter
{
    /// <summary>Writes the page beside its place and renames it into place.</summary>
    /// <param name="pictures">The explained pictures, in their order.</param>
    /// <param name="global">What was found over all pictures; null: nothing was looked for.</param>
    /// <param name="path">The file; its folder exists. A page that is there is replaced.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="DiscernException">The page cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task WriteAsync(
        IReadOnlyList<ExplainedPicture> pictures, GlobalExplanation? global, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var html = await Document.RenderAsync<ExplanationPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ExplanationPage.Pictures)] = pictures,
            [nameof(ExplanationPage.Global)] = global,
        });
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.WriteText(path, text => text.Write(html));
    }
}
