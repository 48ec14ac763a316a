using Discern.Clustering;
using Discern.Compute.Distances;
using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>Clever undersampling: each larger class is clustered, and rows are left out where a cluster has many that are alike.</summary>
/// <remarks>
/// Every cluster may keep as many rows as any other, as far as it has them, so that the crowded ones lose most and rare sights stay. Of a
/// cluster those stay that lie at even steps between its centre and its rim.
/// </remarks>
public sealed class ClusterUndersampling : Sampler
{
    private const int CoreNeighbours = 5;

    /// <inheritdoc/>
    public override string Name => Method == ClusterMethod.KMeans ? "cluster" : "cluster-dbscan";

    /// <inheritdoc/>
    public override string Summary => Method == ClusterMethod.KMeans
        ? "leaves out redundant rows of larger classes: k-means clusters keep equally many"
        : "leaves out redundant rows of larger classes: DBSCAN clusters keep equally many";

    /// <summary>How rows are clustered.</summary>
    public ClusterMethod Method { get; init; }

    internal override void Select(SamplingTask task)
    {
        int wanted = task.Counts[task.Minority];
        foreach (int label in task.Larger.Where(label => task.Counts[label] > wanted))
        {
            int[] rows = task.MembersOf(label);
            int[] clusters = Method == ClusterMethod.KMeans ? ByKMeans(task, label, wanted) : ByDensity(task, label);
            int[][] members = [.. Enumerable.Range(0, rows.Length).GroupBy(place => clusters[place]).OrderBy(group => group.Key).Select(group => group.Select(place => rows[place]).ToArray())];
            int[] quotas = Fill(wanted, [.. members.Select(cluster => cluster.Length)]);
            task.KeepOnly(label, members.Zip(quotas).SelectMany(pair => Spread(task, pair.First, pair.Second)));
        }
    }

    /// <summary>Divides places so that every cluster gets equally many, as far as it has rows; what is left over goes to the largest.</summary>
    internal static int[] Fill(int wanted, int[] sizes)
    {
        int[] quotas = new int[sizes.Length];
        int[] order = [.. Enumerable.Range(0, sizes.Length).OrderBy(cluster => sizes[cluster])];
        int left = wanted;
        for (int place = 0; place < order.Length; place++)
        {
            quotas[order[place]] = Math.Min(sizes[order[place]], left / (order.Length - place));
            left -= quotas[order[place]];
        }

        return quotas;
    }

    // As many clusters as their members would be in a balanced class: neither one heap nor single rows.
    private static int[] ByKMeans(SamplingTask task, int label, int wanted)
    {
        using ClassTable table = ClassTable.Of(task, label);
        int clusters = Math.Clamp((int)Math.Sqrt(task.Counts[label]), 1, wanted);
        return [.. KMeans.Fit(table.Features, new KMeansOptions { Clusters = clusters, Seed = task.SeedOf(label) }, task.Workers, task.Cancellation).Labels];
    }

    // The radius within which half of the rows have enough neighbours to be cores.
    private static int[] ByDensity(SamplingTask task, int label)
    {
        RowSet rows = task.Rows(task.MembersOf(label));
        NeighbourTable near = task.NeighboursWithin(label, CoreNeighbours - 1);
        double[] reach = [.. Enumerable.Range(0, rows.Count).Select(row => Math.Sqrt(near.SquaresOf(row)[^1])).Order()];
        double radius = Math.Max(reach[reach.Length / 2], float.Epsilon);
        DbscanResult result = Dbscan.Fit(rows, new DbscanOptions { Radius = radius, LeastNeighbours = CoreNeighbours }, task.Workers, task.Cancellation);
        int next = result.Clusters;
        return [.. result.Labels.Select(cluster => cluster < 0 ? next++ : cluster)];
    }

    private static IEnumerable<int> Spread(SamplingTask task, int[] rows, int count)
    {
        float[] centre = Mean(task, rows);
        int[] order = [.. rows.OrderBy(row => ExactDistance.Square(task.Features.Slice(row, 1).Values, centre))];
        return Enumerable.Range(0, count).Select(step => order[(int)((long)step * rows.Length / count)]);
    }

    private static float[] Mean(SamplingTask task, int[] rows)
    {
        double[] sums = new double[task.Features.Shape[1]];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = task.Features.Slice(row, 1).Values;
            for (int column = 0; column < sums.Length; column++)
            {
                sums[column] += values[column];
            }
        }

        return [.. sums.Select(sum => (float)(sum / rows.Length))];
    }
}
