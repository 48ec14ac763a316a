using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Discern.Cli.Diagnosis;
using Discern.Crawling;
using Discern.Neural.Training;
using Discern.Synthesizing;

namespace Discern.Cli.Rendering;

/// <summary>What <c>--json</c> writes: camelCase, one line per value, serialised by generated code, which starts fast.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(EpochResult))]
[JsonSerializable(typeof(TrainingSummary))]
[JsonSerializable(typeof(PredictionLine))]
[JsonSerializable(typeof(CropSummary))]
[JsonSerializable(typeof(ReportLine))]
[JsonSerializable(typeof(IReadOnlyList<BackboneLine>))]
[JsonSerializable(typeof(ExportLine))]
[JsonSerializable(typeof(ExplainLine))]
[JsonSerializable(typeof(AttentionLine))]
[JsonSerializable(typeof(FeaturesLine))]
[JsonSerializable(typeof(CrawlResult))]
[JsonSerializable(typeof(CleaningSummary))]
[JsonSerializable(typeof(QuarantineSummary))]
[JsonSerializable(typeof(SplitSummary))]
[JsonSerializable(typeof(MaskLine))]
[JsonSerializable(typeof(SynthesisResult))]
[JsonSerializable(typeof(ProfileLine))]
[JsonSerializable(typeof(ServerLine))]
[JsonSerializable(typeof(ShardLine))]
[JsonSerializable(typeof(MergeLine))]
[JsonSerializable(typeof(IndexLine))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Letters of all languages stay readable: a terminal is no HTML page.</summary>
    public static CliJson Lines { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });

    /// <summary>A value as one line.</summary>
    public static string Line<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
