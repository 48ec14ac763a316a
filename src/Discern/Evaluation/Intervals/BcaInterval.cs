namespace Discern.Evaluation.Intervals;

/// <summary>
/// The bias-corrected and accelerated bootstrap interval: Efron, "Better bootstrap confidence intervals", Journal of the American
/// Statistical Association 82 (1987).
/// </summary>
internal static class BcaInterval
{
    /// <summary>The probability left outside at each end of a 95 % interval.</summary>
    private const double Tail = 0.025;

    // Two sums of the same counts in another order differ by less; two different counts by more.
    private const double Rounding = 1e-12;

    /// <summary>Computes the interval.</summary>
    /// <param name="value">The metric on all rows; NaN if undefined, which stands as 0 with the whole range as its interval.</param>
    /// <param name="draws">The metric on each draw; undefined ones (NaN) say nothing and are left out. Sorted in place.</param>
    /// <param name="acceleration">The acceleration from the jackknife.</param>
    /// <param name="range">Between what the metric can lie.</param>
    public static Estimate Of(double value, Span<double> draws, double acceleration, MetricRange range)
    {
        if (double.IsNaN(value))
        {
            return new Estimate(0, range.Minimum, range.Maximum);
        }

        draws.Sort(); // NaN comes first
        ReadOnlySpan<double> defined = draws[draws.IndexOfAnyExcept(double.NaN)..];
        if (defined[^1] - defined[0] <= Rounding)
        {
            return WithoutSpread(value, range);
        }

        double bias = Normal.Quantile(ShareBelow(defined, value));
        double low = Percentile(defined, Corrected(Normal.Quantile(Tail), bias, acceleration));
        double high = Percentile(defined, Corrected(Normal.Quantile(1 - Tail), bias, acceleration));
        return new Estimate(value, Math.Min(low, value), Math.Max(high, value));
    }

    /// <summary>
    /// Where all draws agree, the bootstrap knows no doubt, yet 5 right of 5 is no proof of perfection. At an end of the range the
    /// interval of Clopper and Pearson (Biometrika 26, 1934) takes over, exact for a share and a stand-in for an average:
    /// the worst value that still gives so perfect a sample in 2.5 % of cases.
    /// </summary>
    private static Estimate WithoutSpread(double value, MetricRange range)
    {
        if (double.IsInfinity(range.Maximum))
        {
            return new Estimate(value, value, value); // no share of an endless range can be told
        }

        double doubt = (range.Maximum - range.Minimum) * (1 - Math.Pow(Tail, 1.0 / range.Rows));
        double low = value >= range.Maximum - Rounding ? range.Maximum - doubt : value;
        double high = value <= range.Minimum + Rounding ? range.Minimum + doubt : value;
        return new Estimate(value, Math.Min(low, value), Math.Max(high, value));
    }

    /// <summary>The share of draws below the value, ties counted half, kept off 0 and 1 by half a draw.</summary>
    private static double ShareBelow(ReadOnlySpan<double> sorted, double value)
    {
        int below = 0;
        int upTo = 0;
        foreach (double draw in sorted)
        {
            below += draw < value - Rounding ? 1 : 0;
            upTo += draw <= value + Rounding ? 1 : 0;
        }

        return Math.Clamp((below + upTo) / 2.0, 0.5, sorted.Length - 0.5) / sorted.Length;
    }

    private static double Corrected(double normal, double bias, double acceleration)
    {
        double shifted = bias + normal;

        // An acceleration so strong that the denominator vanishes pushes the end to the last draw.
        double denominator = Math.Max(1 - (acceleration * shifted), 1e-9);
        return Normal.Cumulative(bias + (shifted / denominator));
    }

    /// <summary>The percentile, interpolated between neighbours as NumPy does.</summary>
    private static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int left = (int)position;
        int right = Math.Min(left + 1, sorted.Length - 1);
        return double.Lerp(sorted[left], sorted[right], position - left);
    }
}
