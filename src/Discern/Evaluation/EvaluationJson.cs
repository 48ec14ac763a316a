using System.Text.Json.Serialization;

namespace Discern.Evaluation;

/// <summary>How an evaluation becomes JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(EvaluationDocument))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
