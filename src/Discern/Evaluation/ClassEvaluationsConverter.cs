using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Discern.Evaluation;

/// <summary>Writes the classes' evaluations as one object whose keys are the class names, and reads it in the order of its keys.</summary>
internal sealed class ClassEvaluationsConverter : JsonConverter<IReadOnlyList<ClassEvaluation>>
{
    public override IReadOnlyList<ClassEvaluation> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("classes must be an object with one member per class.");
        }

        List<ClassEvaluation> classes = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            ClassEvaluation evaluation = JsonSerializer.Deserialize(ref reader, TypeInfo(options))
                ?? throw new JsonException($"the class '{name}' is null.");
            classes.Add(evaluation with { Name = name });
        }

        return classes;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ClassEvaluation> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (ClassEvaluation evaluation in value)
        {
            writer.WritePropertyName(evaluation.Name);
            JsonSerializer.Serialize(writer, evaluation, TypeInfo(options));
        }

        writer.WriteEndObject();
    }

    private static JsonTypeInfo<ClassEvaluation> TypeInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<ClassEvaluation>)options.GetTypeInfo(typeof(ClassEvaluation));
}
