using System.Globalization;
using System.Text.Json.Nodes;

namespace Discern.Web.Charts;

/// <summary>Lines over a plane: curves of ROC, precision and recall, cost, reliability and growing shares.</summary>
internal static class LineChart
{
    // Pixels from one line of writing above the chart to the next.
    private const int LineHeight = 15;

    /// <summary>Creates the chart.</summary>
    /// <param name="x">What goes across.</param>
    /// <param name="y">What goes up.</param>
    /// <param name="lines">The lines, those on top last.</param>
    /// <param name="marks">Places that are pointed out.</param>
    public static JsonObject Create(ChartAxis x, ChartAxis y, IReadOnlyList<ChartLine> lines, params IReadOnlyList<ChartMark> marks)
    {
        var points = new JsonArray();
        var intervals = new JsonArray();
        foreach (var line in lines)
        {
            foreach (var (place, point) in line.Points.Index())
            {
                points.Add(new JsonObject
                {
                    ["x"] = ChartSpecification.Number(point.X), ["y"] = ChartSpecification.Number(point.Y), ["place"] = place, ["series"] = line.Name,
                });
                if (double.IsFinite(point.Low) && double.IsFinite(point.High))
                {
                    intervals.Add(new JsonObject { ["x"] = point.X, ["low"] = point.Low, ["high"] = point.High, ["series"] = line.Name });
                }
            }
        }

        var hasIntervals = intervals.Count > 0;
        var specification = ChartSpecification.Create("line.json", ("lines", points), ("intervals", intervals));
        var layers = specification["layer"]!.AsArray();
        var main = layers[1]!;
        main["mark"]!["point"] = hasIntervals ? new JsonObject { ["size"] = 36, ["filled"] = true } : JsonValue.Create(false);
        var encoding = main["encoding"]!;
        Set(encoding["x"]!, x);
        Set(encoding["y"]!, y);
        Series(encoding["color"]!, lines, isBelow: marks.Count > 0, [.. lines.Select(line => JsonValue.Create(line.Colour))]);
        Series(encoding["strokeDash"]!, lines, isBelow: marks.Count > 0, [.. lines.Select(line => line.IsReference ? new JsonArray(4, 4) : new JsonArray(1, 0))]);
        if (!hasIntervals)
        {
            layers.RemoveAt(0);
        }

        if (marks.Count > 0)
        {
            specification["padding"] = new JsonObject { ["top"] = 8 + (marks.Count * LineHeight), ["right"] = 8, ["left"] = 4, ["bottom"] = 4 };
            foreach (var (line, mark) in marks.Index())
            {
                layers.Add(Rule(mark, line, (x.Low + x.High) / 2));
            }
        }

        return specification;
    }

    private static void Set(JsonNode encoding, ChartAxis axis)
    {
        encoding["axis"]!["title"] = axis.Title;
        encoding["axis"]!["format"] = axis.Format;
        if (double.IsFinite(axis.Low) && double.IsFinite(axis.High))
        {
            encoding["scale"]!["domain"] = new JsonArray(axis.Low, axis.High);
            encoding["scale"]!["nice"] = false;
        }
        else
        {
            encoding["scale"]!["zero"] = true;
        }
    }

    // Above the chart stand the words of its marks, if it has any.
    private static void Series(JsonNode encoding, IReadOnlyList<ChartLine> lines, bool isBelow, JsonArray range)
    {
        encoding["scale"] = new JsonObject { ["domain"] = new JsonArray([.. lines.Select(line => JsonValue.Create(line.Name))]), ["range"] = range };
        encoding["legend"] = lines.Count > 1
            ? new JsonObject { ["title"] = null, ["orient"] = isBelow ? "bottom" : "top", ["columns"] = 2, ["labelLimit"] = 240, ["symbolType"] = "stroke", ["symbolStrokeWidth"] = 3 }
            : null;
    }

    // Its words stand above the chart, on the side that has room for them.
    private static JsonNode Rule(ChartMark mark, int line, double middle)
    {
        var isLate = mark.X > middle;
        return JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "data": { "values": [{ "x": {{mark.X}}, "label": "{{mark.Label}}" }] },
              "encoding": { "x": { "field": "x", "type": "quantitative" } },
              "layer": [
                { "mark": { "type": "rule", "strokeWidth": 1.5, "color": "var(--quiet)", "strokeDash": [{{(line == 0 ? "1, 0" : "2, 3")}}], "y": {{-6 - (line * LineHeight)}}, "y2": "height" } },
                {
                  "mark": { "type": "text", "align": "{{(isLate ? "right" : "left")}}", "dx": {{(isLate ? -5 : 5)}}, "baseline": "bottom", "y": {{-3 - (line * LineHeight)}}, "fontWeight": 600 },
                  "encoding": { "text": { "field": "label", "type": "nominal" } }
                }
              ]
            }
            """))!;
    }
}
