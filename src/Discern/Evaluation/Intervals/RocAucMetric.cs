namespace Discern.Evaluation.Intervals;

/// <summary>
/// The area under the ROC curve for two classes: the probability that a picture of the second class scores higher than one of the
/// first, ties counted half (Hanley and McNeil, Radiology 143, 1982).
/// </summary>
internal sealed class RocAucMetric : MetricFamily
{
    private readonly int[] ascending;
    private readonly bool[] isPositive;
    private readonly bool[] startsTie;
    private readonly double[] partOf;
    private readonly double area;
    private readonly int positives;
    private readonly int negatives;

    /// <summary>Prepares the metric.</summary>
    /// <param name="rows">The rows of two classes, in the order in which samples count them.</param>
    public RocAucMetric(IReadOnlyList<Prediction> rows)
    {
        float[] scores = [.. rows.Select(row => row.Probabilities[1])];
        ascending = [.. Enumerable.Range(0, rows.Count)];
        Array.Sort((float[])scores.Clone(), ascending);
        isPositive = Array.ConvertAll(ascending, row => rows[row].Label == 1);
        startsTie = [.. ascending.Select((row, place) => place == 0 || scores[row] != scores[ascending[place - 1]])];
        positives = isPositive.Count(positive => positive);
        negatives = rows.Count - positives;
        partOf = CountPairs();
        area = partOf.Where((_, place) => isPositive[place]).Sum();
        Ranges = [MetricRange.Share(Math.Min(positives, negatives))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; }

    /// <inheritdoc/>
    public override int Groups => ascending.Length;

    /// <inheritdoc/>
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        double pairs = 0;
        double positivesBefore = 0, negativesBefore = 0, tiedPositives = 0, tiedNegatives = 0;
        for (int place = 0; place < ascending.Length; place++)
        {
            if (startsTie[place])
            {
                CloseTie();
            }

            int count = times[ascending[place]];
            tiedPositives += isPositive[place] ? count : 0;
            tiedNegatives += isPositive[place] ? 0 : count;
        }

        CloseTie();
        values[0] = pairs / (positivesBefore * negativesBefore);

        void CloseTie()
        {
            pairs += tiedPositives * (negativesBefore + (tiedNegatives / 2));
            positivesBefore += tiedPositives;
            negativesBefore += tiedNegatives;
            tiedPositives = 0;
            tiedNegatives = 0;
        }
    }

    /// <inheritdoc/>
    public override int MeasureWithoutOne(int group, Span<double> values)
    {
        double pairs = isPositive[group] ? (positives - 1.0) * negatives : positives * (negatives - 1.0);
        values[0] = (area - partOf[group]) / pairs;
        return 1;
    }

    /// <summary>For each place the pairs with a row of the other class that the positive wins, a tie half.</summary>
    private double[] CountPairs()
    {
        double[] pairs = new double[ascending.Length];
        int positivesBefore = 0;
        int negativesBefore = 0;
        int start = 0;
        while (start < pairs.Length)
        {
            int end = start + 1;
            while (end < pairs.Length && !startsTie[end])
            {
                end++;
            }

            int tiedPositives = isPositive[start..end].Count(positive => positive);
            int tiedNegatives = end - start - tiedPositives;
            for (int place = start; place < end; place++)
            {
                pairs[place] = isPositive[place]
                    ? negativesBefore + (tiedNegatives / 2.0)
                    : positives - positivesBefore - (tiedPositives / 2.0);
            }

            positivesBefore += tiedPositives;
            negativesBefore += tiedNegatives;
            start = end;
        }

        return pairs;
    }
}
