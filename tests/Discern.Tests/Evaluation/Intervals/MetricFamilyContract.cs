using Discern.Comparing;
using Discern.Evaluation;
using Discern.Evaluation.Intervals;

namespace Discern.Tests.Evaluation.Intervals;

/// <summary>What every family of metrics must keep, on drawn tables.</summary>
public sealed class MetricFamilyContract
{
    [Fact]
    public void A_row_drawn_twice_counts_as_two_rows() => ForAll.Of(ForAll.Tables, 200, table =>
    {
        PredictionTable doubled = table with { Rows = [.. table.Rows, .. table.Rows] };
        foreach ((MetricFamily family, MetricFamily twice) in Families(table).Zip(Families(doubled)))
        {
            Assert.Equal(
                Measure(twice, [.. Enumerable.Repeat(1, doubled.Rows.Count)]),
                Measure(family, [.. Enumerable.Repeat(2, table.Rows.Count)]),
                (left, right) => left.Equals(right) || Math.Abs(left - right) < 1e-12);
        }
    });

    private static IEnumerable<MetricFamily> Families(PredictionTable table)
    {
        yield return new ConfusionMetrics(table.Rows, table.Classes.Count, lazyClass: 0);
        yield return new RowMeans(table.Rows, table.Classes.Count);
        yield return new CalibrationMetrics(table.Rows);
        if (table.Classes.Count >= 2)
        {
            yield return new RankingMetrics(table.Rows, table.Classes.Count);
            var compared = new ComparedMetrics(table.Rows, table.Classes.Count, rare: 1);
            yield return compared;
            yield return new PairedDifference(compared, new ComparedMetrics([.. table.Rows.Select(row => row with { Predicted = 0 })], table.Classes.Count, rare: 1));
        }
    }

    private static double[] Measure(MetricFamily family, int[] times)
    {
        double[] values = new double[family.Ranges.Count];
        family.Measure(times, values);
        return values;
    }
}
