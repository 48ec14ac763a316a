using System.Text.Json.Nodes;
using Discern.Web.Assets;

namespace Discern.Web.Charts;

/// <summary>A Vega-Lite template of ours with the data of one chart.</summary>
/// <remarks>
/// The templates are plain Vega-Lite and name their data; text from files enters as data only, never as an expression,
/// a field's name or a part of the template.
/// </remarks>
internal static class ChartSpecification
{
    /// <summary>Reads the template and gives it its data sets.</summary>
    public static JsonObject Create(string template, params ReadOnlySpan<(string Name, JsonArray Rows)> datasets)
    {
        var specification = JsonNode.Parse(Asset.Read(template))!.AsObject();
        var data = new JsonObject();
        foreach (var (name, rows) in datasets)
        {
            data[name] = rows;
        }

        specification["datasets"] = data;
        return specification;
    }

    /// <summary>A number as JSON; JSON knows no NaN and no infinity, a gap in the chart stands for them.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
