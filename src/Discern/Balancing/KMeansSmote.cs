using Discern.Clustering;
using Discern.Compute.Distances;
using Discern.Compute.Random;
using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>k-means SMOTE: all rows are clustered, and new rows are made inside clusters where a class is well represented, more in sparse ones.</summary>
/// <remarks>
/// Douzas, Bacao and Last, "Improving imbalanced learning through a heuristic oversampling method based on k-means and SMOTE" (2018). A cluster counts
/// where the class has at least its share of all rows; sparse is one whose members lie far from its mean.
/// </remarks>
public sealed class KMeansSmote : Sampler
{
    /// <inheritdoc/>
    public override string Name => "kmeans-smote";

    /// <inheritdoc/>
    public override string Summary => "SMOTE inside clusters where a class is at home";

    /// <inheritdoc/>
    public override bool Synthesizes => true;

    /// <summary>How many nearest neighbours one is drawn from, 1 or more.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>How many clusters, 1 or more.</summary>
    public int Clusters { get; init; } = 8;

    internal override void Select(SamplingTask task)
    {
        KMeansResult clusters = KMeans.Fit(task.Features, new KMeansOptions { Clusters = Clusters, Seed = task.SeedOf(task.Minority) }, task.Workers, task.Cancellation);
        foreach (int label in task.Present.Where(label => task.Counts[label] < task.Largest))
        {
            Fill(task, label, clusters);
        }
    }

    private void Fill(SamplingTask task, int label, KMeansResult clusters)
    {
        int count = task.Largest - task.Counts[label];
        double share = (double)task.Counts[label] / task.Count;
        int[] sizes = new int[clusters.Centres.Count];
        foreach (int cluster in clusters.Labels)
        {
            sizes[cluster]++;
        }

        int[][] homes = [.. task.MembersOf(label).GroupBy(row => clusters.Labels[row]).OrderBy(group => group.Key)
            .Where(group => group.Count() > 1 && group.Count() >= share * sizes[group.Key]).Select(group => group.ToArray())];
        if (homes.Length == 0)
        {
            task.Remark($"Class {task.NameOf(label)} is at home in none of {sizes.Length} clusters: plain SMOTE is used for it.");
            Smote.Add(task, label, count, Neighbours);
            return;
        }

        int[] parts = Apportionment.Divide(count, [.. homes.Select(rows => Sparsity(task, rows, clusters.Centres[clusters.Labels[rows[0]]]))]);
        Philox random = task.Random(label);
        foreach ((int[] rows, int part) in homes.Zip(parts))
        {
            NeighbourTable near = NearestNeighbours.Find(task.Rows(rows), Neighbours, task.Workers, groups: null, task.Cancellation);
            task.RemarkFewer(Neighbours, rows.Length, $"A cluster of class {task.NameOf(label)} has");
            for (int made = 0; made < part; made++)
            {
                int parent = random.NextInt32(rows.Length);
                task.Synthetic.Add(new SyntheticRow(label, rows[parent], near.Of(parent)[random.NextInt32(near.PerRow)], random.NextSingle()));
            }
        }
    }

    // The mean distance to the centre; rows that all coincide still count for something.
    private static double Sparsity(SamplingTask task, int[] rows, float[] centre) =>
        1e-12 + rows.Average(row => Math.Sqrt(ExactDistance.Square(task.Features.Slice(row, 1).Values, centre)));
}
