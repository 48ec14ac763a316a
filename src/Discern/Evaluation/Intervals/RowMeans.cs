using System.Runtime.CompilerServices;

namespace Discern.Evaluation.Intervals;

/// <summary>Metrics that are means of one number per row: log loss, Brier score, top-k accuracies.</summary>
internal sealed class RowMeans : MetricFamily
{
    /// <summary>The first values, before the top-k accuracies.</summary>
    public const int LogLoss = 0, Brier = 1, Tops = 2;

    // scikit-learn keeps probabilities off 0 and 1 by the machine epsilon of their type; ours are single precision.
    private const double Epsilon = 1.0 / (1 << 23);

    private static readonly int[] Sizes = [2, 3, 5];

    private readonly double[][] columns;

    /// <summary>Prepares the metrics.</summary>
    /// <param name="rows">The rows, in the order in which samples count them.</param>
    /// <param name="classes">The number of classes.</param>
    public RowMeans(IReadOnlyList<Prediction> rows, int classes)
    {
        columns =
        [
            [.. rows.Select(Loss)],
            [.. rows.Select(row => SquaredError(row, classes))],
            .. TopSizes(classes).Select(size => rows.Select(row => Rank(row) < size ? 1.0 : 0.0).ToArray()),
        ];
        Ranges =
        [
            new MetricRange(0, double.PositiveInfinity, rows.Count),
            new MetricRange(0, classes == 2 ? 1 : 2, rows.Count),
            .. TopSizes(classes).Select(_ => MetricRange.Share(rows.Count)),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; }

    /// <summary>The sizes k that leave something to miss.</summary>
    public static IEnumerable<int> TopSizes(int classes) => Sizes.Where(size => size < classes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        double count = 0;
        foreach (int time in times)
        {
            count += time;
        }

        for (int metric = 0; metric < columns.Length; metric++)
        {
            ReadOnlySpan<double> column = columns[metric];
            double total = 0;
            for (int row = 0; row < column.Length; row++)
            {
                total += times[row] * column[row];
            }

            values[metric] = total / count;
        }
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

    /// <summary>Brier (Monthly Weather Review 78, 1950); with two classes half of it, that of the second class, as in scikit-learn.</summary>
    private static double SquaredError(Prediction row, int classes)
    {
        double total = 0;
        for (int label = classes == 2 ? 1 : 0; label < row.Probabilities.Length; label++)
        {
            double difference = row.Probabilities[label] - (label == row.Label ? 1 : 0);
            total += difference * difference;
        }

        return total;
    }

    /// <summary>How many classes come before the true one; of equally probable ones the later comes first, as in scikit-learn.</summary>
    private static int Rank(Prediction row)
    {
        float own = row.Probabilities[row.Label];
        int before = 0;
        for (int label = 0; label < row.Probabilities.Length; label++)
        {
            before += row.Probabilities[label] > own || (row.Probabilities[label] == own && label > row.Label) ? 1 : 0;
        }

        return before;
    }

    private static double Clip(double probability) => Math.Clamp(probability, Epsilon, 1 - Epsilon);
}
