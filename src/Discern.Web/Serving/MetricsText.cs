using System.Globalization;
using System.Text;
using Discern.Serving;

namespace Discern.Web.Serving;

/// <summary>Writes figures in Prometheus' text format, version 0.0.4.</summary>
internal sealed class MetricsText
{
    /// <summary>The format's media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a family of figures.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="help">What it counts.</param>
    public MetricsText Family(string name, string kind, string help)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");
        return this;
    }

    /// <summary>Writes one figure.</summary>
    public MetricsText Value(string name, double value, params (string Name, string Value)[] labels)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').AppendJoin(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\"")).Append('}');
        }

        _text.Append(CultureInfo.InvariantCulture, $" {value:R}\n");
        return this;
    }

    /// <summary>Writes a family of one figure.</summary>
    public MetricsText Single(string name, string kind, string help, double value) => Family(name, kind, help).Value(name, value);

    /// <summary>Writes a histogram: each of its steps counts all smaller ones, too.</summary>
    public MetricsText Histogram(string name, string help, HistogramCounts counts)
    {
        Family(name, "histogram", help);
        long below = 0;
        foreach (var (index, count) in counts.Counts.Index())
        {
            below += count;
            Value($"{name}_bucket", below, ("le", index < counts.Bounds.Count ? counts.Bounds[index].ToString("R", CultureInfo.InvariantCulture) : "+Inf"));
        }

        return Value($"{name}_sum", counts.Sum).Value($"{name}_count", counts.Count);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escape(string label) =>
        label.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
