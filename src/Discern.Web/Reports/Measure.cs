using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>A metric with its doubt.</summary>
/// <param name="Value">The metric on the split; NaN where it is not defined, as the precision of a class that was never answered.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Measure(double Value, double Low, double High)
{
    /// <summary>Whether both ends of the interval are known.</summary>
    public bool HasInterval => double.IsFinite(Low) && double.IsFinite(High);

    /// <summary>A metric that has no meaning on the split.</summary>
    public static Measure NotDefined { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>An evaluation's estimate.</summary>
    public static Measure From(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return new Measure(estimate.Value, estimate.Low, estimate.High);
    }
}
