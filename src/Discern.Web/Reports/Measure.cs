namespace Discern.Web.Reports;

/// <summary>A metric with its doubt.</summary>
/// <param name="Value">The metric on the split; NaN where it is not defined, as the precision of a class that was never answered.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Measure(double Value, double Low, double High)
{
    /// <summary>Whether both ends of the interval are known.</summary>
    public bool HasInterval => double.IsFinite(Low) && double.IsFinite(High);
}
