using System.Text.Json;
using System.Text.Json.Serialization;
using Discern.Cleaning;

namespace Discern.Sharding;

/// <summary>A picture's shape as its grid in base 64; all else follows from that.</summary>
internal sealed class PictureShapeConverter : JsonConverter<PictureShape>
{
    public override PictureShape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PictureShape.OfGrid(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, PictureShape value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteBase64StringValue(value.GridBytes);
    }
}
