using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discern.Sharding;

/// <summary>How <c>shard.json</c>, and rows that are kept for the merge, are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ShardRecord))]
[JsonSerializable(typeof(Faces.CroppedPicture))]
[JsonSerializable(typeof(Cleaning.SurveyedPicture))]
internal sealed partial class ShardJson : JsonSerializerContext
{
    /// <summary>One value on one line; letters of all languages stay readable.</summary>
    public static ShardJson Line { get; } = new(Format(isIndented: false));

    /// <summary>For people, too.</summary>
    public static ShardJson Readable { get; } = new(Format(isIndented: true));

    private static JsonSerializerOptions Format(bool isIndented) => new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        WriteIndented = isIndented,
        Converters = { new PictureShapeConverter() },
    };
}
