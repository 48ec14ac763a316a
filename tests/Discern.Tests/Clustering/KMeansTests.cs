using System.Text.Json;
using Discern.Clustering;
using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Tests.Classifiers.Logistic;
using Discern.Tests.Shared;

namespace Discern.Tests.Clustering;

public sealed class KMeansTests : IDisposable
{
    private readonly Tables tables = new();

    public void Dispose() => tables.Dispose();

    [SharedFact("vectors/clustering.json")]
    public void From_given_centres_it_answers_as_scikit_learn()
    {
        foreach (JsonElement each in GoldenVectors.Cases("clustering.json", "KMeans"))
        {
            Tensor table = tables.Of(GoldenVectors.Rows(each.GetProperty("input").GetProperty("X")));
            float[][] centres = GoldenVectors.Rows(each.GetProperty("input").GetProperty("init"));

            KMeansResult result = KMeans.Fit(table, centres, new KMeansOptions { Tolerance = 0 }, Workers.Shared);

            JsonElement expected = each.GetProperty("expected");
            Assert.Equal(GoldenVectors.Integers(expected.GetProperty("labels")), result.Labels);
            Assert.Equal(expected.GetProperty("inertia").GetDouble(), result.Inertia, 1e-4);
            Assert.All(GoldenVectors.Rows(expected.GetProperty("centres")).Zip(result.Centres), pair =>
                Assert.All(pair.First.Zip(pair.Second), value => Assert.Equal(value.First, value.Second, 1e-5)));
        }
    }

    [Fact]
    public void Every_row_is_nearest_to_its_own_centre_and_every_centre_is_a_mean()
    {
        float[][] rows = Tables.CloudRows(900, 20, 7, 2, 4);
        KMeansResult result = KMeans.Fit(tables.Of(rows), new KMeansOptions { Clusters = 7, Tolerance = 0 }, Workers.Shared);
        for (int row = 0; row < rows.Length; row++)
        {
            double[] squares = [.. result.Centres.Select(centre => Square(centre, rows[row]))];
            Assert.True(squares[result.Labels[row]] <= squares.Min() * (1 + 1e-6));
        }

        foreach (IGrouping<int, int> cluster in Enumerable.Range(0, rows.Length).GroupBy(row => result.Labels[row]))
        {
            Assert.Equal(cluster.Average(row => (double)rows[row][3]), result.Centres[cluster.Key][3], 1e-5);
        }
    }

    [Fact]
    public void One_thread_or_more_give_the_same_bits()
    {
        Tensor table = tables.Of(Tables.CloudRows(700, 33, 5, 1, 8));
        using var one = new Workers(1);
        using var three = new Workers(3);
        KMeansResult alone = KMeans.Fit(table, new KMeansOptions { Clusters = 9 }, one);
        KMeansResult together = KMeans.Fit(table, new KMeansOptions { Clusters = 9 }, three);
        Assert.Equal(alone.Labels, together.Labels);
        Assert.Equal(alone.Centres.SelectMany(centre => centre), together.Centres.SelectMany(centre => centre));
        Assert.Equal(alone.Inertia, together.Inertia);
    }

    [Fact]
    public void More_clusters_than_different_rows_are_said()
    {
        Tensor table = tables.Of([[1, 1], [1, 1], [2, 2], [2, 2]]);
        KMeansResult result = KMeans.Fit(table, new KMeansOptions { Clusters = 5 }, Workers.Shared);
        Assert.Equal(2, result.Centres.Count);
        Assert.Equal("2 clusters instead of 5: the 4 rows are not more different than that.", Assert.Single(result.Remarks));
        Assert.Equal(0, result.Inertia);
    }

    private static double Square(float[] left, float[] right) => left.Zip(right, (a, b) => Math.Pow((double)a - b, 2)).Sum();
}
