namespace Discern.Evaluation.Intervals;

/// <summary>Metrics that are computed together from one sample of the rows. A metric without a meaning on a sample is NaN there.</summary>
internal abstract class MetricFamily
{
    /// <summary>One range per metric, in the order of the values.</summary>
    public abstract IReadOnlyList<MetricRange> Ranges { get; }

    /// <summary>Computes the metrics on a sample; several threads may do so at once.</summary>
    /// <param name="times">How often each row is in the sample.</param>
    /// <param name="values">Receives one value per metric.</param>
    public abstract void Measure(ReadOnlySpan<int> times, Span<double> values);
}
