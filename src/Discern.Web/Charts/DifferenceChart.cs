using System.Text.Json.Nodes;

namespace Discern.Web.Charts;

/// <summary>Differences to a reference: a dot with its interval for each, and a line at no difference.</summary>
internal static class DifferenceChart
{
    // Pixels for one mark, and between two names.
    private const int MarkHeight = 15;
    private const int NameGap = 18;

    /// <summary>Creates the chart.</summary>
    /// <param name="axisTitle">What the differences are of.</param>
    /// <param name="series">Name and colour (a CSS value) of each series, in drawing order.</param>
    /// <param name="marks">The differences; those of one name share a row.</param>
    public static JsonObject Create(string axisTitle, IReadOnlyList<(string Name, string Colour)> series, IEnumerable<DifferenceMark> marks)
    {
        var rows = new JsonArray([.. marks.Select(mark => new JsonObject
        {
            ["name"] = mark.Name,
            ["series"] = mark.Series,
            ["value"] = ChartSpecification.Number(mark.Value),
            ["low"] = ChartSpecification.Number(mark.Low),
            ["high"] = ChartSpecification.Number(mark.High),
        })]);
        var specification = ChartSpecification.Create("differences.json", ("differences", rows));
        specification["height"] = rows.Select(row => (string)row!["name"]!).Distinct(StringComparer.Ordinal).Count() * ((series.Count * MarkHeight) + NameGap);
        var names = new JsonArray([.. series.Select(each => JsonValue.Create(each.Name))]);
        specification["encoding"]!["yOffset"]!["scale"] = new JsonObject { ["domain"] = names.DeepClone() };
        var intervals = specification["layer"]![1]!["encoding"]!;
        intervals["x"]!["axis"]!["title"] = axisTitle;
        intervals["color"]!["scale"] = new JsonObject { ["domain"] = names, ["range"] = new JsonArray([.. series.Select(each => JsonValue.Create(each.Colour))]) };
        intervals["color"]!["legend"] = series.Count > 1
            ? new JsonObject { ["title"] = null, ["orient"] = "top", ["columns"] = 2, ["labelLimit"] = 240, ["symbolType"] = "circle" }
            : null;
        return specification;
    }
}
