namespace Discern.Evaluation.Intervals;

/// <summary>The figures of one classifier less those of another, on the same sample of pictures.</summary>
/// <param name="first">What is subtracted from.</param>
/// <param name="second">What is subtracted; over the same pictures in the same order.</param>
internal sealed class PairedDifference(MetricFamily first, MetricFamily second) : MetricFamily
{
    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; } =
        [.. first.Ranges.Zip(second.Ranges, (one, other) => new MetricRange(one.Minimum - other.Maximum, one.Maximum - other.Minimum, Math.Min(one.Rows, other.Rows)))];

    /// <inheritdoc/>
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        double[] subtracted = new double[values.Length];
        first.Measure(times, values);
        second.Measure(times, subtracted);
        for (int metric = 0; metric < values.Length; metric++)
        {
            values[metric] -= subtracted[metric];
        }
    }
}
