using System.Text.Json;
using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Threading;
using Discern.Neighbours;
using Discern.Tests.Classifiers.Logistic;
using Discern.Tests.Clustering;
using Discern.Tests.Shared;

namespace Discern.Tests.Neighbours;

public sealed class NearestNeighboursTests : IDisposable
{
    private readonly Tables tables = new();

    public void Dispose() => tables.Dispose();

    // scikit-learn finds the row itself first. Where two are equally near to within rounding, their order may differ.
    [SharedFact("vectors/clustering.json")]
    public void They_are_those_of_scikit_learn()
    {
        foreach (JsonElement each in GoldenVectors.Cases("clustering.json", "NearestNeighbours"))
        {
            var rows = new RowSet(tables.Of(GoldenVectors.Rows(each.GetProperty("input").GetProperty("X"))));
            NeighbourTable found = NearestNeighbours.Find(rows, rows, 5, Workers.Shared);
            int row = 0;
            foreach (var (indices, distances) in each.GetProperty("expected").GetProperty("indices").EnumerateArray().Zip(each.GetProperty("expected").GetProperty("distances").EnumerateArray()))
            {
                double[] expected = [.. distances.EnumerateArray().Select(value => value.GetDouble())];
                Assert.Equal(GoldenVectors.Integers(indices), found.Of(row).ToArray());
                Assert.All(expected.Zip(found.SquaresOf(row).ToArray()), pair => Assert.Equal(pair.First, Math.Sqrt(pair.Second), 1e-5));
                row++;
            }
        }
    }

    // Whole numbers make many rows equally near, and repeated rows; the tree takes the first two, products the others.
    [Theory]
    [InlineData(700, 2, 4)]
    [InlineData(900, 5, 3)]
    [InlineData(1300, 9, 5)]
    [InlineData(1100, 130, 1)]
    [InlineData(40, 6, 60)]
    public void They_are_those_of_the_definition(int count, int columns, int neighbours)
    {
        float[][] rows = Whole(count, columns);
        NeighbourTable found = NearestNeighbours.Find(new RowSet(tables.Of(rows)), neighbours, Workers.Shared);
        Assert.Equal(Math.Min(neighbours, count - 1), found.PerRow);
        for (int row = 0; row < count; row++)
        {
            int own = row;
            Assert.Equal(Definition(rows, rows[row], found.PerRow, other => other != own), found.Of(row).ToArray());
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(70)]
    public void Of_another_set_none_is_left_out(int columns)
    {
        float[][] rows = Whole(1200, columns);
        int[] queries = [.. Enumerable.Range(0, 1200).Where(row => row % 3 == 0)];
        int[] candidates = [.. Enumerable.Range(0, 1200).Where(row => row % 2 == 0)];
        Tensor table = tables.Of(rows);
        NeighbourTable found = NearestNeighbours.Find(new RowSet(table, queries), new RowSet(table, candidates), 3, Workers.Shared);
        for (int place = 0; place < queries.Length; place++)
        {
            Assert.Equal(Definition(rows, rows[queries[place]], 3, other => other % 2 == 0), found.Of(place).ToArray());
        }
    }

    [Fact]
    public void Rows_of_one_group_are_no_neighbours()
    {
        float[][] rows = Whole(600, 12);
        int[] groups = [.. Enumerable.Range(0, 600).Select(row => row / 4)];
        NeighbourTable found = NearestNeighbours.Find(new RowSet(tables.Of(rows)), 2, Workers.Shared, groups);
        for (int row = 0; row < 600; row++)
        {
            int own = row;
            Assert.Equal(Definition(rows, rows[row], 2, other => other / 4 != own / 4), found.Of(row).ToArray());
        }
    }

    // Far from the origin single precision alone would see no differences at all.
    [Fact]
    public void A_common_offset_does_not_blur_them()
    {
        float[][] rows = Whole(800, 24);
        float[][] moved = [.. rows.Select(row => row.Select(value => value + 1_000_000).ToArray())];
        NeighbourTable plain = NearestNeighbours.Find(new RowSet(tables.Of(rows)), 4, Workers.Shared);
        NeighbourTable offset = NearestNeighbours.Find(new RowSet(tables.Of(moved)), 4, Workers.Shared);
        Assert.All(Enumerable.Range(0, 800), row => Assert.Equal(plain.Of(row).ToArray(), offset.Of(row).ToArray()));
    }

    [Fact]
    public void One_thread_or_more_give_the_same()
    {
        var rows = new RowSet(tables.Of(Tables.CloudRows(1500, 40, 3, 1, 6)));
        using var one = new Workers(1);
        using var three = new Workers(3);
        NeighbourTable alone = NearestNeighbours.Find(rows, 5, one);
        NeighbourTable together = NearestNeighbours.Find(rows, 5, three);
        Assert.All(Enumerable.Range(0, rows.Count), row => Assert.Equal(alone.SquaresOf(row).ToArray(), together.SquaresOf(row).ToArray()));
    }

    [Fact]
    public void The_farthest_are_those_of_the_definition()
    {
        float[][] rows = Whole(900, 30);
        var all = new RowSet(tables.Of(rows));
        double[][] found = FarthestRows.Squares(all, all, 3, Workers.Shared, CancellationToken.None);
        for (int row = 0; row < rows.Length; row++)
        {
            Assert.Equal(rows.Select(other => Square(rows[row], other)).OrderDescending().Take(3).Reverse(), found[row]);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void A_value_that_is_not_finite_is_refused(int columns)
    {
        float[][] rows = Whole(300, columns);
        rows[7][2] = float.NaN;
        Assert.Throws<DiscernException>(() => NearestNeighbours.Find(new RowSet(tables.Of(rows)), 1, Workers.Shared));
    }

    private static float[][] Whole(int count, int columns) =>
        [.. Tables.CloudRows(count, columns, 3, 2, 5).Select(row => row.Select(value => MathF.Round(2 * value)).ToArray())];

    private static int[] Definition(float[][] rows, float[] query, int count, Func<int, bool> accepts) =>
        [.. Enumerable.Range(0, rows.Length).Where(accepts).OrderBy(other => Square(query, rows[other])).ThenBy(other => other).Take(count)];

    private static double Square(float[] left, float[] right) => left.Zip(right, (a, b) => Math.Pow((double)a - b, 2)).Sum();
}
