using System.Text.Json;
using Discern.Clustering;
using Discern.Compute.Distances;
using Discern.Compute.Threading;
using Discern.Tests.Classifiers.Logistic;
using Discern.Tests.Shared;

namespace Discern.Tests.Clustering;

public sealed class DbscanTests : IDisposable
{
    private readonly Tables tables = new();

    public void Dispose() => tables.Dispose();

    [SharedFact("vectors/clustering.json")]
    public void It_answers_as_scikit_learn()
    {
        foreach (JsonElement each in GoldenVectors.Cases("clustering.json", "DBSCAN"))
        {
            JsonElement parameters = each.GetProperty("parameters");
            var options = new DbscanOptions { Radius = parameters.GetProperty("eps").GetDouble(), LeastNeighbours = parameters.GetProperty("min_samples").GetInt32() };

            DbscanResult result = Dbscan.Fit(new RowSet(tables.Of(GoldenVectors.Rows(each.GetProperty("input").GetProperty("X")))), options, Workers.Shared);

            Assert.Equal(GoldenVectors.Integers(each.GetProperty("expected").GetProperty("labels")), result.Labels);
            Assert.Equal(GoldenVectors.Integers(each.GetProperty("expected").GetProperty("core_sample_indices")), result.Cores);
        }
    }

    // By the tree with few features, by products with many: both against the definition, with repeated rows.
    [Theory]
    [InlineData(3, 1.0)]
    [InlineData(12, 3.2)]
    public void It_follows_the_definition(int columns, double radius)
    {
        float[][] rows = [.. Tables.CloudRows(700, columns, 4, 3, 9).Select((row, place) => place % 10 == 9 ? null : row).OfType<float[]>()];
        rows = [.. rows, .. rows[..60]];

        DbscanResult result = Dbscan.Fit(new RowSet(tables.Of(rows)), new DbscanOptions { Radius = radius }, Workers.Shared);

        Assert.Equal(Definition(rows, radius, 5), result.Labels);
        Assert.True(result.Clusters > 1);
        Assert.Contains(-1, result.Labels);
    }

    private static int[] Definition(float[][] rows, double radius, int least)
    {
        int[][] near = [.. rows.Select(row => Enumerable.Range(0, rows.Length).Where(other => row.Zip(rows[other], (a, b) => Math.Pow((double)a - b, 2)).Sum() <= radius * radius).ToArray())];
        int[] labels = [.. Enumerable.Repeat(-1, rows.Length)];
        int clusters = 0;
        for (int first = 0; first < rows.Length; first++)
        {
            if (labels[first] >= 0 || near[first].Length < least)
            {
                continue;
            }

            var open = new Stack<int>([first]);
            labels[first] = clusters;
            while (open.TryPop(out int row))
            {
                foreach (int other in near[row].Length < least ? [] : near[row].Where(other => labels[other] < 0))
                {
                    labels[other] = clusters;
                    open.Push(other);
                }
            }

            clusters++;
        }

        return labels;
    }
}
