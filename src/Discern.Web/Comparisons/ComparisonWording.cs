using Discern.Web.Reports;

namespace Discern.Web.Comparisons;

/// <summary>Numbers and names as the page of a comparison writes them.</summary>
internal static class ComparisonWording
{
    // A longer name does not fit under a narrow chart.
    private const int LongestName = 24;

    /// <summary>A difference, 0.0132, as "+0.013".</summary>
    public static string Difference(double value) => value.ToString("+0.000;−0.000;0.000");

    /// <summary>A corrected probability; a dash where no such test was made.</summary>
    public static string Probability(double? probability) => probability is { } value ? Wording.Probability(value) : "–";

    /// <summary>Words at the beginning of a heading.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>A name, cut where it is long.</summary>
    public static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
