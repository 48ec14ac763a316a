using Discern.Classifiers.Exporting;
using Discern.Runs;
using Discern.Web.Assets;
using Discern.Web.Components;
using Discern.Web.Rendering;

namespace Discern.Web.Classifying;

/// <summary>Writes a folder with a page that classifies pictures in the browser, for any static web server.</summary>
/// <example><code>
/// await ClassifierPageWriter.WriteAsync(RunFolder.Open("runs/2026-11-21-hotdog"), "page");
/// </code></example>
public static class ClassifierPageWriter
{
    private static readonly string[] s_texts = ["theme.css", "classifier.css", "classifier.js", "resize.js"];

    /// <summary>Writes <c>index.html</c>, its scripts and styles, the model, and ONNX Runtime for browsers with its licence.</summary>
    /// <param name="run">The run; it has a model.</param>
    /// <param name="folder">The folder, made where it is missing. Files of these names are replaced, others left alone.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>What the page's model takes and gives.</returns>
    /// <exception cref="DiscernException">ONNX Runtime for browsers is not installed, the run cannot be exported, or a file cannot be written.</exception>
    public static Task<ExportedModel> WriteAsync(RunFolder run, string folder, CancellationToken cancellationToken = default) =>
        WriteAsync(run, folder, PackageFolders.All(), cancellationToken);

    internal static async Task<ExportedModel> WriteAsync(RunFolder run, string folder, IReadOnlyList<string> packageFolders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var runtime = BrowserRuntime.Find(packageFolders);
        using var exporter = new ModelExporter(run);
        var html = await Document.RenderAsync<ClassifierPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ClassifierPage.Name)] = Path.GetFileName(run.Path),
            [nameof(ClassifierPage.Model)] = exporter.Contents,
        });
        cancellationToken.ThrowIfCancellationRequested();
        Make(folder);
        BrowserRuntime.Copy(runtime, folder);
        exporter.Write(Path.Combine(folder, "model.onnx"));
        foreach (var name in s_texts)
        {
            AtomicFile.WriteText(Path.Combine(folder, name), text => text.Write(Asset.Read(name)));
        }

        AtomicFile.WriteText(Path.Combine(folder, "LICENCE-onnxruntime-web.txt"), text => text.Write(Asset.Read("onnxruntime-web.txt")));
        AtomicFile.WriteText(Path.Combine(folder, "index.html"), text => text.Write(html));
        return exporter.Contents;
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{folder}' cannot be made: {exception.Message.TrimEnd('.')}. Give a folder that can be written to.", exception);
        }
    }
}
