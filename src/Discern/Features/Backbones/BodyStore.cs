using Discern.Features.Caching;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.TensorFlow;

namespace Discern.Features.Backbones;

/// <summary>Packaged bodies as ONNX files in a folder, so that each package is taken apart once.</summary>
/// <remarks>
/// A file's name ends with its own SHA-256: a file that is damaged, or another than it was written, is not read but made anew.
/// The network is always the one that is read back, so that layers have the same names whether the file was there before or not.
/// </remarks>
internal sealed class BodyStore(string folder)
{
    private const int HashDigits = 32;

    /// <summary>The store in the user's cache.</summary>
    public static BodyStore OfUser => new(CacheFolder.Bodies);

    /// <summary>Whether the body is kept.</summary>
    public bool Holds(PackagedBody body) => Find(body) is not null;

    /// <summary>Reads a body, and keeps it first where it is not kept.</summary>
    /// <param name="body">The body.</param>
    /// <param name="readPackage">Reads it from its package.</param>
    /// <exception cref="DiscernException">The package is absent or damaged.</exception>
    public BodyNetwork Read(PackagedBody body, Func<TensorFlowNetwork> readPackage)
    {
        if (Find(body) is { } kept)
        {
            return Open(kept);
        }

        using TensorFlowNetwork network = readPackage();
        try
        {
            Directory.CreateDirectory(folder);
            return Open(Keep(body, network, folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DiscernException)
        {
            // A cache that cannot be written costs time, not the run.
            return ReadOnce(body, network);
        }
    }

    private static BodyNetwork Open(string path)
    {
        OnnxModel model = OnnxReader.Read(path);
        model.Graph.OutputNode.Freeze();
        return new BodyNetwork(model.Graph, model.Weights);
    }

    private static string Keep(PackagedBody body, TensorFlowNetwork network, string place)
    {
        string partial = Path.Combine(place, $"{Prefix(body)}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.part");
        var properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["origin"] = $"{body.Package} {body.PackageVersion}: {body.Origin}",
            ["licence"] = body.Licence,
        };
        OnnxWriter.Write(network.Graph, network.Weights, new OnnxMetadata { Properties = properties }, partial);
        string path = Path.Combine(place, $"{Prefix(body)}{NetworkFile.Hash(partial)[..HashDigits]}.onnx");
        File.Move(partial, path, overwrite: true);
        return path;
    }

    private static BodyNetwork ReadOnce(PackagedBody body, TensorFlowNetwork network)
    {
        DirectoryInfo place = Directory.CreateTempSubdirectory("discern-");
        try
        {
            return Open(Keep(body, network, place.FullName));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static string Prefix(PackagedBody body) => $"{body.Name}-{body.Identity[..16]}-";

    private string? Find(PackagedBody body)
    {
        string prefix = Prefix(body);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"{prefix}*.onnx")
                .FirstOrDefault(path => string.Equals(Path.GetFileName(path), $"{prefix}{NetworkFile.Hash(path)[..HashDigits]}.onnx", StringComparison.Ordinal))
            : null;
    }
}
