namespace Discern.Evaluation.Intervals;

/// <summary>Metrics that are computed together from one sample of the rows. A metric without a meaning on a sample is NaN there.</summary>
internal abstract class MetricFamily
{
    /// <summary>One range per metric, in the order of the values.</summary>
    public abstract IReadOnlyList<MetricRange> Ranges { get; }

    /// <summary>The number of groups of rows that are equal to this family; each holds at least one row.</summary>
    public abstract int Groups { get; }

    /// <summary>Computes the metrics on a sample.</summary>
    /// <param name="times">How often each row is in the sample.</param>
    /// <param name="values">Receives one value per metric.</param>
    public abstract void Measure(ReadOnlySpan<int> times, Span<double> values);

    /// <summary>Computes the metrics on all rows but one row of a group: the jackknife, without a pass over the rows.</summary>
    /// <param name="group">The group, from 0 to <see cref="Groups"/> − 1.</param>
    /// <param name="values">Receives one value per metric.</param>
    /// <returns>The number of rows in the group, each of which would give these values.</returns>
    public abstract int MeasureWithoutOne(int group, Span<double> values);
}
