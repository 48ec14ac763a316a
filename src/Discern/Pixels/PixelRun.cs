using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Pixels;

/// <summary>What <c>pixels.json</c> holds: how pixels were learnt, and how well.</summary>
public sealed record PixelRun
{
    private const string FileName = "pixels.json";
    private const string WeightsName = "model.safetensors";

    private static readonly PixelJson Json = new(new JsonSerializerOptions(PixelJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    private static readonly PixelJson OneLine = new(new JsonSerializerOptions(Json.Options) { WriteIndented = false });

    /// <summary>Discern's version.</summary>
    public required string Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where the pixels came from.</summary>
    public required string Source { get; init; }

    /// <summary>The classes, in the order of labels.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What has learnt.</summary>
    public required PixelModelKind Model { get; init; }

    /// <summary>What it sees of a colour.</summary>
    public required ColourFeatures Features { get; init; }

    /// <summary>How many numbers it has learnt.</summary>
    public required long Parameters { get; init; }

    /// <summary>The seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many pixels there were.</summary>
    public required long Pixels { get; init; }

    /// <summary>How many pixels each class had.</summary>
    public required IReadOnlyList<long> ClassCounts { get; init; }

    /// <summary>How many different colours there were.</summary>
    public required int Colours { get; init; }

    /// <summary>What stayed on one side of the split.</summary>
    public required PixelGrouping Grouping { get; init; }

    /// <summary>The figures where every pixel fell on a side by itself.</summary>
    public required PixelFigures Random { get; init; }

    /// <summary>The figures where groups were kept together: those to believe, and those of the model that is kept.</summary>
    public required PixelFigures Grouped { get; init; }

    /// <summary>The remedy that was tried beside; null for none.</summary>
    public string? Remedy { get; init; }

    /// <summary>The figures with the remedy, groups kept together; null where none was tried.</summary>
    public PixelFigures? Remedied { get; init; }

    /// <summary>The macro F1 with the remedy less that without, on the same test pixels; null where none was tried.</summary>
    public Estimate? RemedyGain { get; init; }

    /// <summary>What all this says, as sentences.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>What the user should know of the data, as sentences.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Where the model's numbers lie.</summary>
    public static string WeightsPath(string folder) => Path.Combine(folder, WeightsName);

    /// <summary>Reads a run.</summary>
    /// <param name="folder">The folder, as <see cref="PixelCourse"/> made it.</param>
    /// <exception cref="DiscernException">It holds no run of pixels, or a damaged one.</exception>
    public static PixelRun Open(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new DiscernException($"'{folder}' is no run of pixels: it has no {FileName}. Name a folder that 'discern pixels train' made.");
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, Json.PixelRun) ?? throw new JsonException("it is empty");
        }
        catch (JsonException exception)
        {
            throw new DiscernException($"'{path}' is damaged: {exception.Message.TrimEnd('.')}. Train again, or take it from a copy.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>The run as JSON in one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OneLine.PixelRun);

    /// <summary>Writes the run into its folder.</summary>
    /// <exception cref="DiscernException">It cannot be written.</exception>
    internal void Save(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, Json.PixelRun));
}
