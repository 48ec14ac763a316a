using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Discern.Explaining.Drawing;
using Discern.Runs;

namespace Discern.Explaining;

/// <summary>A folder of explanations: of each picture a drawing and its numbers, and what was found over all pictures. A picture explained again takes its own place.</summary>
/// <param name="path">The folder; it is made when the first explanation comes.</param>
public sealed class ExplanationFolder(string path)
{
    private const string GlobalName = "global.json";
    private const string Ending = ".picture.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The page that shows all of it.</summary>
    public string PagePath => In("index.html");

    /// <summary>What was found over all pictures; null where that was not asked for.</summary>
    /// <exception cref="DiscernException">The file cannot be read.</exception>
    public GlobalExplanation? Global => File.Exists(In(GlobalName)) ? Read<GlobalExplanation>(In(GlobalName)) : null;

    /// <summary>The folder that belongs to a run.</summary>
    public static ExplanationFolder Of(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ExplanationFolder(run.ExplanationsPath);
    }

    /// <summary>The explanations in it, in the order of their file names.</summary>
    /// <exception cref="DiscernException">One cannot be read.</exception>
    public IEnumerable<ExplainedPicture> Pictures() => Directory.Exists(Path)
        ? Directory.EnumerateFiles(Path, $"*{Ending}").Order(StringComparer.Ordinal).Select(Read<ExplainedPicture>)
        : [];

    /// <summary>Writes an explanation's drawing and its numbers.</summary>
    /// <returns>The drawing's path.</returns>
    /// <exception cref="DiscernException">The folder cannot be written to.</exception>
    public string Save(ExplainedPicture explained)
    {
        ArgumentNullException.ThrowIfNull(explained);
        string name = NameOf(explained);
        Write($"{name}{Ending}", stream => JsonSerializer.Serialize(stream, explained, Json));
        return Write($"{name}.png", stream => stream.Write(ExplanationPanels.Png(explained)));
    }

    /// <summary>Writes what was found over all pictures.</summary>
    /// <exception cref="DiscernException">The folder cannot be written to.</exception>
    public void Save(GlobalExplanation global)
    {
        ArgumentNullException.ThrowIfNull(global);
        Write(GlobalName, stream => JsonSerializer.Serialize(stream, global, Json));
    }

    // Pictures of the same name may come from different folders, and be explained by several methods.
    private static string NameOf(ExplainedPicture explained)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(System.IO.Path.GetFullPath(explained.Path)));
        string name = string.Concat(System.IO.Path.GetFileNameWithoutExtension(explained.Name).Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_').Take(40));
        return $"{name}-{Convert.ToHexStringLower(hash)[..8]}-{JsonNamingPolicy.KebabCaseLower.ConvertName(explained.Method.ToString())}";
    }

    private string Write(string name, Action<Stream> write)
    {
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{Path}' cannot be made: {exception.Message.TrimEnd('.')}. Name another with -o.", exception);
        }

        AtomicFile.Write(In(name), write);
        return In(name);
    }

    private static T Read<T>(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new JsonException("it holds only null");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The explanation '{file}' cannot be read: {exception.Message.TrimEnd('.')}. Delete it, and explain the picture again.", exception);
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
