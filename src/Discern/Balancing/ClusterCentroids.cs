using Discern.Clustering;
using Discern.Compute.Distances;

namespace Discern.Balancing;

/// <summary>Clusters each larger class into as many clusters as the smallest has rows, and keeps of each the row nearest its centre.</summary>
/// <remarks>imbalanced-learn's <c>ClusterCentroids</c> with hard voting: rows that are there are kept rather than means made, so that it works on pictures.</remarks>
public sealed class ClusterCentroids : Sampler
{
    /// <inheritdoc/>
    public override string Name => "cluster-centroids";

    /// <inheritdoc/>
    public override string Summary => "keeps of larger classes the row nearest the centre of each cluster";

    internal override void Select(SamplingTask task)
    {
        int wanted = task.Counts[task.Minority];
        foreach (int label in task.Larger.Where(label => task.Counts[label] > wanted))
        {
            int[] rows = task.MembersOf(label);
            using ClassTable table = ClassTable.Of(task, label);
            KMeansResult result = KMeans.Fit(table.Features, new KMeansOptions { Clusters = wanted, Seed = task.SeedOf(label) }, task.Workers, task.Cancellation);
            foreach (string remark in result.Remarks)
            {
                task.Remark($"Class {task.NameOf(label)} makes {remark}");
            }

            double[] squares = [.. rows.Select((row, place) => ExactDistance.Square(task.Features.Slice(row, 1).Values, result.Centres[result.Labels[place]]))];
            task.KeepOnly(label, Enumerable.Range(0, rows.Length).GroupBy(place => result.Labels[place]).Select(cluster => rows[cluster.MinBy(place => squares[place])]));
        }
    }
}
