using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discern.Synthesizing;

/// <summary><c>synthesis.json</c>: what was made, how, and how it fares.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SynthesisDocument))]
internal sealed partial class SynthesisJson : JsonSerializerContext
{
    /// <summary>Letters of all languages stay readable.</summary>
    public static SynthesisJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
