using System.Runtime.CompilerServices;

namespace Discern.Evaluation.Intervals;

/// <summary>
/// How well each class's probability ranks its pictures above the others: areas under the ROC curve, one class against the rest and
/// one against one (Hand and Till, Machine Learning 45, 2001), and average precision.
/// </summary>
/// <remarks>
/// One pass over the rows from the most probable down serves all of them: a row of another class is worth as many pairs as there
/// are pictures of the class above it, those of equal probability half.
/// </remarks>
internal sealed class RankingMetrics : MetricFamily
{
    /// <summary>The first values, before those of the classes.</summary>
    public const int RocAuc = 0, RocAucOneVsOne = 1, AveragePrecision = 2;

    private const int Overall = 3;
    private const int PerClass = 2;

    private readonly Ranking[] rankings;
    private readonly int[] labels;
    private readonly bool[] occurs;

    /// <summary>Prepares the metrics.</summary>
    /// <param name="rows">The rows, in the order in which samples count them.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    public RankingMetrics(IReadOnlyList<Prediction> rows, int classes)
    {
        rankings = [.. Enumerable.Range(0, classes).Select(label => Ranking.Of(rows, label))];
        labels = [.. rows.Select(row => row.Label)];
        int[] support = new int[classes];
        foreach (Prediction row in rows)
        {
            support[row.Label]++;
        }

        occurs = Array.ConvertAll(support, count => count > 0);
        Ranges = [.. Enumerable.Repeat(MetricRange.Share(support.Min()), Overall), .. support.SelectMany(count => OfSupport(count, rows.Count))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; }

    /// <summary>Where the values of a class start: ROC area, average precision.</summary>
    public static int OfClass(int label) => Overall + (PerClass * label);

    /// <inheritdoc/>
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        int classes = rankings.Length;
        long[] support = new long[classes];
        for (int row = 0; row < times.Length; row++)
        {
            support[labels[row]] += times[row];
        }

        long[] wins = new long[classes];
        long total = Total(support);
        double areas = 0, pairs = 0, precisions = 0;
        for (int label = 0; label < classes; label++)
        {
            Array.Clear(wins);
            double precision = Scan(rankings[label], label, times, wins) / support[label];
            double won = 0;
            for (int other = 0; other < classes; other++)
            {
                won += wins[other] / 2.0;
                pairs += other == label ? 0 : wins[other] / 2.0 / ((double)support[label] * support[other]);
            }

            double area = won / ((double)support[label] * (total - support[label]));
            values[OfClass(label)] = area;
            values[OfClass(label) + 1] = occurs[label] ? precision : double.NaN;
            areas += area;
            precisions += precision;
        }

        // With two classes the second is the one that is looked for, as in scikit-learn.
        values[RocAuc] = classes == 2 ? values[OfClass(1)] : areas / classes;
        values[RocAucOneVsOne] = pairs / (classes * (classes - 1));
        values[AveragePrecision] = classes == 2 ? values[OfClass(1) + 1] : precisions / classes;
    }

    /// <returns>Σ over the class's rows of the precision down to them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // thousands of draws are over before the runtime would have found out that it is worth it
    private static double Scan(Ranking ranking, int label, ReadOnlySpan<int> times, Span<long> wins)
    {
        ReadOnlySpan<int> rows = ranking.Rows;
        ReadOnlySpan<int> labelAt = ranking.Labels.AsSpan(0, rows.Length);
        ReadOnlySpan<bool> endsTie = ranking.EndsTie.AsSpan(0, rows.Length);
        long above = 0; // the class's rows before this tie
        long found = 0; // the class's rows so far
        long seen = 0;
        double precisions = 0;
        for (int place = 0; place < rows.Length; place++)
        {
            long count = times[rows[place]];
            seen += count;
            if (labelAt[place] == label)
            {
                found += count;
            }
            else
            {
                wins[labelAt[place]] += count * (above + found); // twice the pairs: in a tie the class's own rows come first
            }

            if (endsTie[place] && found > above)
            {
                precisions += (found - above) * ((double)found / seen);
                above = found;
            }
        }

        return precisions;
    }

    private static IEnumerable<MetricRange> OfSupport(int support, int rows) =>
        [MetricRange.Share(Math.Min(support, rows - support)), MetricRange.Share(support)];

    private static long Total(long[] support)
    {
        long total = 0;
        foreach (long count in support)
        {
            total += count;
        }

        return total;
    }

    /// <summary>The rows by falling probability of a class, in a tie the class's own first; their labels; whether the next one is less probable.</summary>
    private sealed record Ranking(int[] Rows, int[] Labels, bool[] EndsTie)
    {
        public static Ranking Of(IReadOnlyList<Prediction> rows, int label)
        {
            int[] order = [.. Enumerable.Range(0, rows.Count)
                .OrderByDescending(row => rows[row].Probabilities[label])
                .ThenBy(row => rows[row].Label == label ? 0 : 1)];
            return new Ranking(
                order,
                Array.ConvertAll(order, row => rows[row].Label),
                [.. order.Select((row, place) => place == order.Length - 1 || rows[order[place + 1]].Probabilities[label] != rows[row].Probabilities[label])]);
        }
    }
}
