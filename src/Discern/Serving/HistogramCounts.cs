namespace Discern.Serving;

/// <summary>What a <see cref="Histogram"/> held at a moment.</summary>
/// <param name="Bounds">The largest value of each step, rising.</param>
/// <param name="Counts">Values in each step, and at last those above all bounds.</param>
/// <param name="Sum">The sum of all values.</param>
public sealed record HistogramCounts(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum)
{
    /// <summary>How many values there were.</summary>
    public long Count { get; } = Counts.Sum();
}
