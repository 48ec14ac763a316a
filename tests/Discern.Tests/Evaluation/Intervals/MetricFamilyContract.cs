using Discern.Evaluation;
using Discern.Evaluation.Intervals;

namespace Discern.Tests.Evaluation.Intervals;

/// <summary>What every family of metrics must keep, on drawn tables.</summary>
public sealed class MetricFamilyContract
{
    [Fact]
    public void Leaving_one_row_out_equals_measuring_the_others() => ForAll.Of(ForAll.Tables, 200, table =>
    {
        foreach (MetricFamily family in Families(table))
        {
            Assert.Equal(LeftOut(family, table.Rows.Count), Groups(family), Comparer);
        }
    });

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

    private static bool Comparer(double[] left, double[] right) =>
        left.Zip(right).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) < 1e-9);

    private static IEnumerable<MetricFamily> Families(PredictionTable table)
    {
        yield return new ConfusionMetrics(table.Rows, table.Classes.Count, lazyClass: 0);
        yield return new LogLossMetric(table.Rows);
        if (table.Classes.Count == 2)
        {
            yield return new RocAucMetric(table.Rows);
        }
    }

    private static double[][] LeftOut(MetricFamily family, int rows)
    {
        int[] times = [.. Enumerable.Repeat(1, rows)];
        return Sorted(Enumerable.Range(0, rows).Select(row =>
        {
            times[row] = 0;
            double[] values = Measure(family, times);
            times[row] = 1;
            return values;
        }));
    }

    private static double[][] Groups(MetricFamily family) =>
        Sorted(Enumerable.Range(0, family.Groups).SelectMany(group =>
        {
            double[] values = new double[family.Ranges.Count];
            int size = family.MeasureWithoutOne(group, values);
            return Enumerable.Repeat(values, size);
        }));

    private static double[] Measure(MetricFamily family, int[] times)
    {
        double[] values = new double[family.Ranges.Count];
        family.Measure(times, values);
        return values;
    }

    /// <summary>As a set, for a family may number its groups as it likes; rounded, so that rounding does not change the order.</summary>
    private static double[][] Sorted(IEnumerable<double[]> rows) =>
        [.. rows.OrderBy(row => string.Join(' ', row.Select(value => (Math.Round(value, 9) + 0.0).ToString("R", null))), StringComparer.Ordinal)];
}
