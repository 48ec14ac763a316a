namespace Discern.Features.Backbones;

/// <summary>A backbone that the user brings as a file.</summary>
/// <example><code>
/// Backbone backbone = new FileBackbone("mobilenet_v2.onnx", new BackboneOptions());
/// </code></example>
public sealed class FileBackbone : Backbone
{
    private const string OnnxEnding = ".onnx";

    private readonly string path;

    /// <summary>Names the file; it is read when features are wanted.</summary>
    /// <param name="path">An ONNX or TFLite file.</param>
    /// <param name="options">Where to cut, what pixels look like.</param>
    /// <exception cref="ArgumentException">Weights are named, which the file has itself.</exception>
    public FileBackbone(string path, BackboneOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Weights is not null)
        {
            throw new ArgumentException($"'{path}' has weights of its own; --weights is for an architecture such as vgg16.", nameof(options));
        }

        this.path = path;
        Bodies = [path.EndsWith(OnnxEnding, StringComparison.OrdinalIgnoreCase) ? new OnnxBody(path, options) : new LiteBody(path, options)];
    }

    /// <inheritdoc/>
    public override string Name => Path.GetFileName(path);

    /// <inheritdoc/>
    public override string Description => $"The network in '{path}'.";

    /// <inheritdoc/>
    public override IReadOnlyList<Body> Bodies { get; }

    /// <inheritdoc/>
    public override bool IsInstalled => File.Exists(path);

    /// <summary>Whether a name is that of a network's file.</summary>
    internal static bool IsNetwork(string path) =>
        path.EndsWith(".tflite", StringComparison.OrdinalIgnoreCase) || path.EndsWith(OnnxEnding, StringComparison.OrdinalIgnoreCase);
}
