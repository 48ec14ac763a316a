using System.Text.Json.Nodes;
using Discern.Web.Reports;

namespace Discern.Web.Charts;

/// <summary>A value by epoch, for training and validation, with the best epoch and the turn of the validation loss marked.</summary>
internal static class LearningCurveChart
{
    private const string Training = "training";
    private const string Validation = "validation";

    // More points than this would hide the line.
    private const int MostPoints = 40;

    // Pixels from one line of writing above the chart to the next.
    private const int LineHeight = 15;

    // Share of the chart's height below which two names would cover each other.
    private const double CloseEnds = 0.08;

    /// <summary>The loss by epoch.</summary>
    public static JsonObject Loss(LearningHistory history) =>
        Create(history, "Loss (lower is better)", ".2~f", e => e.Loss, e => e.ValidationLoss);

    /// <summary>The accuracy by epoch.</summary>
    public static JsonObject Accuracy(LearningHistory history) =>
        Create(history, "Accuracy (higher is better)", ".0%", e => e.Accuracy, e => e.ValidationAccuracy);

    private static JsonObject Create(
        LearningHistory history, string title, string format, Func<EpochPoint, double?> training, Func<EpochPoint, double?> validation)
    {
        List<JsonObject> curves = [.. Curve(history, Training, training), .. Curve(history, Validation, validation)];
        var specification = ChartSpecification.Create("learning-curve.json", ("curves", new JsonArray([.. curves])));
        var layers = specification["layer"]!.AsArray();
        var y = layers[0]!["encoding"]!["y"]!["axis"]!;
        y["title"] = title;
        y["format"] = format;
        layers[0]!["mark"]!["point"] = history.Epochs.Count <= MostPoints
            ? new JsonObject { ["size"] = 26, ["filled"] = true }
            : JsonValue.Create(false);
        foreach (var layer in EpochMarks(history).Concat(CurveNames(curves)))
        {
            layers.Add(layer);
        }

        return specification;
    }

    private static IEnumerable<JsonObject> Curve(LearningHistory history, string name, Func<EpochPoint, double?> value) =>
        from point in history.Epochs
        where value(point) is { } number && double.IsFinite(number)
        select new JsonObject { ["epoch"] = point.Epoch, ["value"] = value(point), ["series"] = name };

    // Each curve bears its name after its end; where the ends are close the upper one's moves up and the lower one's down.
    private static IEnumerable<JsonNode> CurveNames(IReadOnlyList<JsonObject> curves)
    {
        var values = curves.Select(row => (double)row["value"]!).DefaultIfEmpty().ToList();
        var ends = curves
            .GroupBy(row => (string)row["series"]!, StringComparer.Ordinal)
            .Select(curve => curve.Last())
            .OrderByDescending(row => (double)row["value"]!)
            .ToList();
        var areClose = ends.Count > 1 && (double)ends[0]["value"]! - (double)ends[1]["value"]! < CloseEnds * (values.Max() - values.Min());
        return ends.Select((end, place) => JsonNode.Parse($$"""
            {
              "data": { "values": [{{end.ToJsonString()}}] },
              "mark": { "type": "text", "align": "left", "dx": 8, "baseline": "{{(!areClose ? "middle" : place == 0 ? "bottom" : "top")}}", "fontWeight": 600 },
              "encoding": {
                "x": { "field": "epoch", "type": "quantitative" },
                "y": { "field": "value", "type": "quantitative" },
                "text": { "field": "series", "type": "nominal" },
                "color": { "field": "series", "type": "nominal" }
              }
            }
            """)!);
    }

    private static IEnumerable<JsonNode> EpochMarks(LearningHistory history)
    {
        var (best, turn) = (history.Best, history.Turn);
        if (best is not null)
        {
            yield return EpochMark(history, best.Epoch, $"best epoch {best.Epoch}", "[1, 0]", line: 0);
        }

        // Two lines also where both are one epoch: together they are wider than half a narrow screen.
        if (turn is not null)
        {
            yield return EpochMark(history, turn.Epoch, $"validation loss turns at {turn.Epoch}", "[2, 3]", line: 1);
        }
    }

    // A rule over the whole height, its words above the chart, on the side that has room for them.
    private static JsonNode EpochMark(LearningHistory history, int epoch, string label, string dash, int line)
    {
        var (first, last) = (history.Epochs[0].Epoch, history.Epochs[^1].Epoch);
        var isLate = epoch - first > (last - first) / 2;
        return JsonNode.Parse($$"""
            {
              "data": { "values": [{ "epoch": {{epoch}}, "label": "{{label}}" }] },
              "encoding": { "x": { "field": "epoch", "type": "quantitative" } },
              "layer": [
                { "mark": { "type": "rule", "strokeWidth": 1.5, "color": "var(--quiet)", "strokeDash": {{dash}}, "y": {{-8 - line * LineHeight}}, "y2": "height" } },
                {
                  "mark": {
                    "type": "text", "align": "{{(isLate ? "right" : "left")}}", "dx": {{(isLate ? -5 : 5)}}, "baseline": "bottom",
                    "y": {{-5 - line * LineHeight}}, "fontWeight": 600
                  },
                  "encoding": { "text": { "field": "label", "type": "nominal" } }
                }
              ]
            }
            """)!;
    }
}
