using System.Globalization;

namespace Discern.Comparing;

/// <summary>Figures and probabilities as sentences have them.</summary>
internal static class Figure
{
    /// <summary><c>0.89 against 0.94</c>; with three digits where two are the same.</summary>
    public static string Against(double value, double reference)
    {
        string format = Text(value, "F2").Equals(Text(reference, "F2"), StringComparison.Ordinal) ? "F3" : "F2";
        return $"{Text(value, format)} against {Text(reference, format)}";
    }

    /// <summary><c>p &lt; 0.01</c>, <c>p = 0.03</c>.</summary>
    public static string Probability(double p) => p switch
    {
        < 0.001 => "p < 0.001",
        < 0.01 => "p < 0.01",
        _ => $"p = {Text(p, "F2")}",
    };

    /// <summary>A number with so many digits, its sign a minus.</summary>
    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
}
