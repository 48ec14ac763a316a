using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discern.Neural.TensorFlow.Web;

/// <summary>Reads networks for pictures from graph models of TensorFlow.js: float32, float16, uint16 and uint8 weights, computed in float32.</summary>
public static class WebReader
{
    private const string Script = ".js";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>Reads a network, cut at its taps.</summary>
    /// <param name="path">
    /// <c>model.json</c> with its weights beside it, or a script that exports the same as a literal, with scripts beside it that
    /// export the weights in base64 (<c>model.min.js</c>, <c>group1-shard1of2.min.js</c>). Scripts are read, never executed.
    /// </param>
    /// <param name="options">Taps and input size; the file's own by default.</param>
    /// <exception cref="DiscernException">A file is absent or damaged, or holds what cannot be computed here; the sentence says what.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static TensorFlowNetwork Read(string path, TensorFlowOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WebModel model = ReadModel(path);
        byte[][] groups = [.. (model.WeightsManifest ?? []).Select(group => ReadGroup(path, group?.Paths ?? []))];
        return NetworkBuilder.Build(new WebFile(model, groups, path), options ?? new());
    }

    /// <summary>The files that a model consists of: its own, then those of its weights.</summary>
    /// <param name="path">The model's file.</param>
    /// <exception cref="DiscernException">The file is damaged, or names weights outside its folder.</exception>
    public static IReadOnlyList<string> FilesOf(string path) =>
        [path, .. (ReadModel(path).WeightsManifest ?? []).SelectMany(group => group?.Paths ?? []).Select(shard => PathOf(path, shard))];

    private static WebModel ReadModel(string path)
    {
        string text = File.ReadAllText(path);
        string json = !IsScript(path) ? text : ScriptLiteral.Json(text) ?? throw Refusal(path, "the script exports no object");
        try
        {
            return JsonSerializer.Deserialize<WebModel>(json, Json) ?? throw Refusal(path, "it is empty");
        }
        catch (JsonException exception)
        {
            throw Refusal(path, $"it is not the JSON of a graph model, at {exception.Path ?? "its beginning"}", exception);
        }
    }

    private static byte[] ReadGroup(string path, IReadOnlyList<string?> shards)
    {
        using var bytes = new MemoryStream();
        foreach (string? shard in shards)
        {
            string shardPath = PathOf(path, shard);
            if (!File.Exists(shardPath))
            {
                throw Refusal(path, $"its weights '{shardPath}' are not there; put them beside it");
            }

            bytes.Write(IsScript(path) ? Decode(shardPath) : File.ReadAllBytes(shardPath));
        }

        return bytes.ToArray();
    }

    private static string PathOf(string path, string? shard)
    {
        // From a stranger: a name inside the model's folder, and no way out of it.
        bool isName = !string.IsNullOrEmpty(shard) && shard is not ("." or "..") && shard.AsSpan().IndexOfAny("/\\:") < 0;
        if (!isName)
        {
            throw Refusal(path, $"it names its weights '{shard}', which is no file in its folder");
        }

        string ending = IsScript(path) ? Path.GetFileName(path)[Path.GetFileName(path).IndexOf('.', StringComparison.Ordinal)..] : string.Empty;
        return Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, shard + ending);
    }

    private static byte[] Decode(string path)
    {
        try
        {
            return Convert.FromBase64String(ScriptLiteral.Text(File.ReadAllText(path)) ?? throw Refusal(path, "the script exports no text"));
        }
        catch (FormatException exception)
        {
            throw Refusal(path, "what the script exports is not base64", exception);
        }
    }

    private static bool IsScript(string path) => path.EndsWith(Script, StringComparison.OrdinalIgnoreCase);

    private static DiscernException Refusal(string path, string reason, Exception? cause = null) =>
        new($"The network '{path}' cannot be read: {reason}.", cause!);
}
