using System.Text.Json;
using System.Text.Json.Nodes;

namespace Discern.Web.Tests.Serving;

/// <summary>Holds a value against a schema, as far as the document of the interface uses schemas; a word that it does not know is a fault.</summary>
internal sealed class JsonSchema(JsonNode document)
{
    private static readonly HashSet<string> s_words =
    [
        "$ref", "type", "required", "properties", "additionalProperties", "items", "minItems", "minProperties", "minimum", "maximum", "enum",
        "description", "format", "contentMediaType", "contentEncoding",
    ];

    /// <summary>What is wrong, each with its place; nothing where the value is valid.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string place = "$")
    {
        var rules = schema.AsObject();
        foreach (var word in rules.Select(rule => rule.Key).Where(word => !s_words.Contains(word)))
        {
            yield return $"{place}: the schema has the unknown word '{word}'.";
        }

        if ((string?)rules["$ref"] is { } reference)
        {
            foreach (var fault in Faults(value, Resolve(reference), place))
            {
                yield return fault;
            }

            yield break;
        }

        if (rules["type"] is { } type && !IsOf(value, (string)type!))
        {
            yield return $"{place}: {value?.ToJsonString() ?? "null"} is no {type}.";
            yield break;
        }

        if (rules["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            yield return $"{place}: {value?.ToJsonString()} is none of {allowed.ToJsonString()}.";
        }

        if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && ((double?)rules["minimum"] > (double)number || (double?)rules["maximum"] < (double)number))
        {
            yield return $"{place}: {number} is out of its range.";
        }

        foreach (var fault in value switch
        {
            JsonObject fields => OfFields(fields, rules, place),
            JsonArray items => OfItems(items, rules, place),
            _ => [],
        })
        {
            yield return fault;
        }
    }

    /// <summary>What a reference stands for.</summary>
    public JsonNode Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (node, name) => node[name] ?? throw new KeyNotFoundException($"Nothing is at '{reference}'."));

    private static bool IsOf(JsonNode? value, string type) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => type is "object",
        JsonValueKind.Array => type is "array",
        JsonValueKind.String => type is "string",
        JsonValueKind.Number => type is "number" || (type is "integer" && value.AsValue().TryGetValue<long>(out _)),
        _ => false,
    };

    private IEnumerable<string> OfFields(JsonObject fields, JsonObject rules, string place)
    {
        foreach (var name in rules["required"]?.AsArray().Select(name => (string)name!).Where(name => !fields.ContainsKey(name)) ?? [])
        {
            yield return $"{place}: '{name}' is missing.";
        }

        foreach (var (name, value) in fields)
        {
            var schema = rules["properties"]?[name] ?? rules["additionalProperties"];
            if (schema is JsonValue)
            {
                yield return $"{place}: '{name}' is not foreseen.";
            }
            else if (schema is not null)
            {
                foreach (var fault in Faults(value, schema, $"{place}.{name}"))
                {
                    yield return fault;
                }
            }
        }
    }

    private IEnumerable<string> OfItems(JsonArray items, JsonObject rules, string place) =>
        items.Count < ((int?)rules["minItems"] ?? 0)
            ? [$"{place}: there are only {items.Count} items."]
            : items.SelectMany((item, index) => rules["items"] is { } schema ? Faults(item, schema, $"{place}[{index}]") : []);
}
