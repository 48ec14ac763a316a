namespace Discern.Features.Backbones;

/// <summary>A backbone that the user brings as a file.</summary>
/// <example><code>
/// Backbone backbone = new FileBackbone("mobilenet_v2.tflite", new FileBackboneOptions());
/// </code></example>
public sealed class FileBackbone : Backbone
{
    private readonly string path;

    /// <summary>Names the file; it is read when features are wanted.</summary>
    /// <param name="path">A TFLite file.</param>
    /// <param name="options">Where to cut, what pixels look like.</param>
    /// <exception cref="DiscernException">The file is not there, or not of a kind that is known.</exception>
    public FileBackbone(string path, FileBackboneOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        this.path = path;
        Bodies = [new FileBody(path, options)];
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
    internal static bool IsNetwork(string path) => path.EndsWith(".tflite", StringComparison.OrdinalIgnoreCase);
}
