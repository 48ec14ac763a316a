namespace Discern.Web.Charts;

/// <summary>An axis of a <see cref="LineChart"/>.</summary>
/// <param name="Title">What it measures.</param>
/// <param name="Format">A d3 number format.</param>
/// <param name="Low">Where it begins; NaN to begin at 0 and end with the data.</param>
/// <param name="High">Where it ends; NaN with <paramref name="Low"/>.</param>
internal readonly record struct ChartAxis(string Title, string Format, double Low = double.NaN, double High = double.NaN)
{
    /// <summary>An axis of shares, from 0 to 1.</summary>
    public static ChartAxis Share(string title) => new(title, "%", 0, 1);
}
