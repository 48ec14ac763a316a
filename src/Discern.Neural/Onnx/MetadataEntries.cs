using System.Globalization;
using System.Text.Json;
using Discern.Neural.Onnx.Messages;
using Discern.Neural.Onnx.Reading;

namespace Discern.Neural.Onnx;

/// <summary>Metadata as ONNX keeps them: pairs of texts, ours in JSON where they are more than a word.</summary>
internal static class MetadataEntries
{
    private const string Format = "discern.format";
    private const string Classes = "discern.classes";
    private const string Threshold = "discern.threshold";
    private const string Resize = "discern.resize";
    private const string Preprocessing = "discern.preprocessing";

    // By reflection, since generated code would put zeros and nulls where a property is missing, not the record's defaults.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Whether Discern wrote the file.</summary>
    public static bool IsOurs(ModelFile file) => file.Model.MetadataProps.Any(entry => entry is { Key: Format, Value: "1" });

    public static OnnxMetadata Read(ModelFile file)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in file.Model.MetadataProps)
        {
            entries[entry.Key] = entry.Value;
        }

        try
        {
            entries.Remove(Format);
            return new OnnxMetadata
            {
                Classes = entries.Remove(Classes, out string? classes) ? JsonSerializer.Deserialize(classes, MetadataJson.Default.IReadOnlyListString) ?? [] : [],
                Threshold = entries.Remove(Threshold, out string? threshold) ? double.Parse(threshold, CultureInfo.InvariantCulture) : null,
                Resize = entries.Remove(Resize, out string? resize) ? resize : null,
                Preprocessing = entries.Remove(Preprocessing, out string? preprocessing) ? Whole(JsonSerializer.Deserialize<OnnxPreprocessing>(preprocessing, Json)) : null,
                Properties = entries,
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw file.Refuse($"its metadata are damaged: {exception.Message}");
        }
    }

    // A list may be missing on purpose, but not be null.
    private static OnnxPreprocessing? Whole(OnnxPreprocessing? read) => read is null or { Mean: not null, Deviation: not null }
        ? read
        : throw new JsonException("mean or deviation is null.");

    public static IEnumerable<StringStringEntryProto> Write(OnnxMetadata metadata)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in metadata.Properties)
        {
            entries[key] = value;
        }

        entries[Format] = "1";
        entries[Classes] = JsonSerializer.Serialize(metadata.Classes, MetadataJson.Default.IReadOnlyListString);
        if (metadata.Threshold is { } threshold)
        {
            entries[Threshold] = threshold.ToString("R", CultureInfo.InvariantCulture);
        }

        if (metadata.Resize is { } resize)
        {
            entries[Resize] = resize;
        }

        if (metadata.Preprocessing is { } preprocessing)
        {
            entries[Preprocessing] = JsonSerializer.Serialize(preprocessing, Json);
        }

        return entries.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value });
    }
}
