namespace Discern.Evaluation.Intervals;

/// <summary>The mean negative logarithm of the true class's probability.</summary>
internal sealed class LogLossMetric : MetricFamily
{
    // scikit-learn keeps probabilities off 0 and 1 by the machine epsilon of their type; ours are single precision.
    private const double Epsilon = 1.0 / (1 << 23);

    private readonly double[] losses;
    private readonly double sum;

    /// <summary>Prepares the metric.</summary>
    /// <param name="rows">The rows, in the order in which samples count them.</param>
    public LogLossMetric(IReadOnlyList<Prediction> rows)
    {
        losses = [.. rows.Select(Loss)];
        sum = losses.Sum();
        Ranges = [new MetricRange(0, double.PositiveInfinity, rows.Count)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; }

    /// <inheritdoc/>
    public override int Groups => losses.Length;

    /// <inheritdoc/>
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        double total = 0;
        int count = 0;
        for (int row = 0; row < times.Length; row++)
        {
            total += times[row] * losses[row];
            count += times[row];
        }

        values[0] = total / count;
    }

    /// <inheritdoc/>
    public override int MeasureWithoutOne(int group, Span<double> values)
    {
        values[0] = losses.Length > 1 ? (sum - losses[group]) / (losses.Length - 1) : double.NaN;
        return 1;
    }

    private static double Loss(Prediction row)
    {
        double total = 0;
        foreach (float probability in row.Probabilities)
        {
            total += Clip(probability);
        }

        return -Math.Log(Clip(row.Probabilities[row.Label]) / total);
    }

    private static double Clip(double probability) => Math.Clamp(probability, Epsilon, 1 - Epsilon);
}
