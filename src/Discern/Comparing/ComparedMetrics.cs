using Discern.Evaluation;
using Discern.Evaluation.Intervals;

namespace Discern.Comparing;

/// <summary>The compared figures of one classifier's answers, in the order of <see cref="ComparedMetric"/>.</summary>
internal sealed class ComparedMetrics : MetricFamily
{
    private readonly ConfusionMetrics confusion;
    private readonly RankingMetrics? ranking;
    private readonly int[] confusionPlaces;
    private readonly int rankingPlace;

    /// <summary>Prepares the figures.</summary>
    /// <param name="rows">The answers, in the order in which samples count them.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="rare">The class that recall, precision, F1 and average precision are of.</param>
    public ComparedMetrics(IReadOnlyList<Prediction> rows, int classes, int rare)
    {
        confusion = new ConfusionMetrics(rows, classes, lazyClass: 0);
        ranking = classes <= Evaluator.MostRankedClasses && rows.DistinctBy(row => row.Label).Count() == classes ? new RankingMetrics(rows, classes) : null;
        int ofClass = ConfusionMetrics.OfClass(rare);
        confusionPlaces =
            [ConfusionMetrics.Accuracy, ConfusionMetrics.BalancedAccuracy, ConfusionMetrics.MacroF1, ofClass + 2, ofClass + 1, ofClass, ConfusionMetrics.Matthews];
        rankingPlace = RankingMetrics.OfClass(rare) + 1;
        Ranges = [.. confusionPlaces.Select(place => confusion.Ranges[place]), ranking?.Ranges[rankingPlace] ?? MetricRange.Share(0)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; }

    /// <summary>The figures of all rows; average precision is NaN where a class has no row.</summary>
    public static double[] Of(IReadOnlyList<Prediction> rows, int classes, int rare)
    {
        var metrics = new ComparedMetrics(rows, classes, rare);
        double[] values = new double[metrics.Ranges.Count];
        metrics.Measure([.. Enumerable.Repeat(1, rows.Count)], values);
        return values;
    }

    /// <inheritdoc/>
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        double[] ofConfusion = new double[confusion.Ranges.Count];
        confusion.Measure(times, ofConfusion);
        for (int metric = 0; metric < confusionPlaces.Length; metric++)
        {
            double value = ofConfusion[confusionPlaces[metric]];
            values[metric] = double.IsNaN(value) ? 0 : value; // a precision without answers counts as 0, as in scikit-learn
        }

        values[(int)ComparedMetric.AveragePrecision] = double.NaN;
        if (ranking is not null)
        {
            double[] ofRanking = new double[ranking.Ranges.Count];
            ranking.Measure(times, ofRanking);
            values[(int)ComparedMetric.AveragePrecision] = ofRanking[rankingPlace];
        }
    }
}
