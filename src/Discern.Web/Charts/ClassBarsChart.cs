using System.Text.Json.Nodes;

namespace Discern.Web.Charts;

/// <summary>Horizontal bars by class, side by side for a few series: class shares, class counts.</summary>
internal static class ClassBarsChart
{
    /// <summary>With more classes than this a chart is taller than anybody reads; its table has them all.</summary>
    public const int MostClasses = 40;

    // Pixels for one bar, and between the bars of two classes.
    private const int BarHeight = 17;
    private const int ClassGap = 16;

    // Pixels that a letter of a label takes at most, and the label's distance from its bar on both sides.
    private const int LetterWidth = 7;
    private const int LabelMargin = 14;

    /// <summary>Creates the chart.</summary>
    /// <param name="axisTitle">What the bars' length means, with its unit.</param>
    /// <param name="axisFormat">A d3 number format for the axis: "%" or ",d".</param>
    /// <param name="series">Name and colour (a CSS value) of each series, in drawing order.</param>
    /// <param name="bars">The bars; those of one class share its name.</param>
    public static JsonObject Create(
        string axisTitle, string axisFormat, IReadOnlyList<(string Name, string Colour)> series, IEnumerable<ClassBar> bars)
    {
        var rows = new JsonArray([.. bars.Select(bar => new JsonObject
        {
            ["class"] = bar.Class,
            ["series"] = bar.Series,
            ["value"] = ChartSpecification.Number(bar.Value),
            ["label"] = bar.Label,
        })]);
        var specification = ChartSpecification.Create("class-bars.json", ("bars", rows));
        specification["height"] = rows.Select(row => (string)row!["class"]!).Distinct(StringComparer.Ordinal).Count() * (series.Count * BarHeight + ClassGap);
        var labelWidth = rows.Select(row => ((string)row!["label"]!).Length).DefaultIfEmpty().Max() * LetterWidth + LabelMargin;
        var encoding = specification["encoding"]!;
        encoding["x"]!["axis"]!["title"] = axisTitle;
        encoding["x"]!["axis"]!["format"] = axisFormat;
        if (axisFormat is ",d")
        {
            // Half a picture would be written as a whole one.
            encoding["x"]!["axis"]!["tickMinStep"] = 1;
        }

        encoding["x"]!["scale"]!["range"] = JsonNode.Parse($$"""[0, { "expr": "width - {{labelWidth}}" }]""");
        encoding["yOffset"]!["scale"] = new JsonObject { ["domain"] = Names(series), ["paddingInner"] = 0.12 };
        specification["layer"]![0]!["encoding"]!["color"]!["scale"] = new JsonObject
        {
            ["domain"] = Names(series),
            ["range"] = new JsonArray([.. series.Select(s => JsonValue.Create(s.Colour))]),
        };
        return specification;
    }

    private static JsonArray Names(IReadOnlyList<(string Name, string Colour)> series) =>
        new([.. series.Select(s => JsonValue.Create(s.Name))]);
}
