using System.Text.Json.Serialization;

namespace Discern.Pixels;

/// <summary>How <c>pixels.json</c> is written; generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(PixelRun))]
internal sealed partial class PixelJson : JsonSerializerContext;
