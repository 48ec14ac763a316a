using System.Text.Json;
using Discern.Datasets;

namespace Discern.Comparing;

/// <summary>What the compared figures are called.</summary>
public static class ComparedMetricNames
{
    private static readonly ComparedMetric[] All = Enum.GetValues<ComparedMetric>();

    /// <summary>A name as in options: <c>macro-f1</c>.</summary>
    public static string Option(this ComparedMetric metric) => JsonNamingPolicy.KebabCaseLower.ConvertName(metric.ToString());

    /// <summary>A name as in JSON: <c>macroF1</c>.</summary>
    public static string Key(this ComparedMetric metric) => JsonNamingPolicy.CamelCase.ConvertName(metric.ToString());

    /// <summary>A name as in sentences and tables: <c>macro F1</c>.</summary>
    public static string Title(this ComparedMetric metric) => metric switch
    {
        ComparedMetric.BalancedAccuracy => "balanced accuracy",
        ComparedMetric.MacroF1 => "macro F1",
        ComparedMetric.F1 => "F1",
        ComparedMetric.AveragePrecision => "average precision",
        _ => metric.Key(),
    };

    /// <summary>Whether a figure is of the smallest class alone.</summary>
    public static bool IsOfOneClass(this ComparedMetric metric) =>
        metric is ComparedMetric.F1 or ComparedMetric.Recall or ComparedMetric.Precision or ComparedMetric.AveragePrecision;

    /// <summary>Reads a name as in options.</summary>
    /// <exception cref="ArgumentException">There is no such figure; the sentence names those there are.</exception>
    public static ComparedMetric Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] names = [.. All.Select(Option)];
        int place = Array.IndexOf(names, name);
        return place >= 0
            ? All[place]
            : throw new ArgumentException($"There is no figure '{name}' to compare by.{Sentence.DidYouMean(name, names)} Name one of {string.Join(", ", names)}.", nameof(name));
    }
}
