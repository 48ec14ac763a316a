using System.Runtime.CompilerServices;

namespace Discern.Evaluation.Intervals;

/// <summary>The metrics that follow from how often each class was answered with each class.</summary>
internal sealed class ConfusionMetrics : MetricFamily
{
    /// <summary>The first values, before those of the classes.</summary>
    public const int Accuracy = 0, LazyAccuracy = 1, BalancedAccuracy = 2, Matthews = 3, MacroPrecision = 4, MacroRecall = 5,
        MacroF1 = 6, WeightedPrecision = 7, WeightedRecall = 8, WeightedF1 = 9, CohenKappa = 10, GeometricMean = 11;

    private const int Overall = 12;
    private const int PerClass = 4;

    private readonly int[] cellOf;
    private readonly (int Label, int Predicted)[] cells;
    private readonly int classes;
    private readonly int lazyClass;

    /// <summary>Prepares the metrics.</summary>
    /// <param name="rows">The rows, in the order in which samples count them.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="lazyClass">The class that the lazy classifier always answers.</param>
    public ConfusionMetrics(IReadOnlyList<Prediction> rows, int classes, int lazyClass)
    {
        this.classes = classes;
        this.lazyClass = lazyClass;
        cells = [.. rows.Select(row => (row.Label, row.Predicted)).Distinct()];
        var numbers = cells.Index().ToDictionary(cell => cell.Item, cell => cell.Index);
        cellOf = [.. rows.Select(row => numbers[(row.Label, row.Predicted)])];
        var all = new Tally(classes);
        foreach (Prediction row in rows)
        {
            all.Add(row.Label, row.Predicted, 1);
        }

        Ranges = [.. RangesOf(all)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; }

    /// <summary>Where the values of a class start: precision, recall, F1, specificity.</summary>
    public static int OfClass(int label) => Overall + (PerClass * label);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        int[] counts = new int[cells.Length];
        for (int row = 0; row < times.Length; row++)
        {
            counts[cellOf[row]] += times[row];
        }

        var sample = new Tally(classes);
        for (int cell = 0; cell < counts.Length; cell++)
        {
            sample.Add(cells[cell].Label, cells[cell].Predicted, counts[cell]);
        }

        Compute(sample, values);
    }

    private static IEnumerable<MetricRange> RangesOf(Tally all)
    {
        for (int metric = 0; metric < Overall; metric++)
        {
            yield return metric is Matthews or CohenKappa ? new MetricRange(-1, 1, all.Count) : MetricRange.Share(all.Count);
        }

        for (int label = 0; label < all.Classes; label++)
        {
            yield return MetricRange.Share(all.Predicted[label]);
            yield return MetricRange.Share(all.Support[label]);
            yield return MetricRange.Share(all.Support[label] + all.Predicted[label] - all.Hits[label]);
            yield return MetricRange.Share(all.Count - all.Support[label]);
        }
    }

    private void Compute(Tally tally, Span<double> values)
    {
        Average macro = default;
        Average weighted = default;
        double recalls = 0;
        double logarithms = 0;
        int supported = 0;
        for (int label = 0; label < tally.Classes; label++)
        {
            double support = tally.Support[label];
            double predicted = tally.Predicted[label];
            double hits = tally.Hits[label];

            // 0 / 0 is NaN: undefined on this sample.
            Span<double> ofClass = values.Slice(OfClass(label), PerClass);
            ofClass[0] = hits / predicted;
            ofClass[1] = hits / support;
            ofClass[2] = 2 * hits / (support + predicted);
            ofClass[3] = (tally.Count - support - predicted + hits) / (tally.Count - support);
            if (support + predicted > 0)
            {
                macro.Add(ofClass, 1);
                weighted.Add(ofClass, support);
            }

            if (support > 0)
            {
                recalls += ofClass[1];
                logarithms += Math.Log(ofClass[1]);
                supported++;
            }
        }

        values[Accuracy] = (double)tally.Right / tally.Count;
        values[LazyAccuracy] = (double)tally.Support[lazyClass] / tally.Count;
        values[BalancedAccuracy] = recalls / supported;
        values[Matthews] = MatthewsOf(tally);
        values[CohenKappa] = CohenKappaOf(tally);
        values[GeometricMean] = Math.Exp(logarithms / supported); // a recall of 0 makes it 0
        macro.Store(values[MacroPrecision..]);
        weighted.Store(values[WeightedPrecision..]);
    }

    /// <summary>Gorodkin's correlation for any number of classes (2004), which is Matthews' for two; 0 where a side is constant.</summary>
    private static double MatthewsOf(Tally tally)
    {
        double count = tally.Count;
        double chance = 0;
        double truths = count * count;
        double answers = count * count;
        for (int label = 0; label < tally.Classes; label++)
        {
            double support = tally.Support[label];
            double predicted = tally.Predicted[label];
            chance += support * predicted;
            truths -= support * support;
            answers -= predicted * predicted;
        }

        double spread = truths * answers;
        return spread == 0 ? 0 : ((tally.Right * count) - chance) / Math.Sqrt(spread);
    }

    /// <summary>Cohen's agreement beyond what the margins give by chance (1960); undefined where chance alone agrees wholly.</summary>
    private static double CohenKappaOf(Tally tally)
    {
        double count = tally.Count;
        double chance = 0;
        for (int label = 0; label < tally.Classes; label++)
        {
            chance += (double)tally.Support[label] * tally.Predicted[label];
        }

        return ((tally.Right * count) - chance) / ((count * count) - chance);
    }

    /// <summary>A weighted mean of precision, recall and F1, where an undefined one counts as 0.</summary>
    private struct Average
    {
        private double weight;
        private double precision;
        private double recall;
        private double f1;

        public void Add(ReadOnlySpan<double> ofClass, double times)
        {
            weight += times;
            precision += times * OrZero(ofClass[0]);
            recall += times * OrZero(ofClass[1]);
            f1 += times * OrZero(ofClass[2]);
        }

        public readonly void Store(Span<double> values)
        {
            values[0] = precision / weight;
            values[1] = recall / weight;
            values[2] = f1 / weight;
        }

        private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;
    }
}
