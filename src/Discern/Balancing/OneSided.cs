using Discern.Compute.Distances;
using Discern.Compute.Random;
using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>One-sided selection: keeps of the larger classes the rows near the smallest, less those in Tomek links.</summary>
/// <remarks>
/// Kubat and Matwin, "Addressing the curse of imbalanced training sets: one-sided selection" (ICML 1997): one row of the larger class is drawn, and with
/// it stay those that are nearer to the smallest class than to it.
/// </remarks>
public sealed class OneSided : Sampler
{
    /// <inheritdoc/>
    public override string Name => "one-sided";

    /// <inheritdoc/>
    public override string Summary => "keeps rows of larger classes near the smallest, less those in Tomek links";

    internal override void Select(SamplingTask task)
    {
        int[] smallest = task.MembersOf(task.Minority);
        foreach (int label in task.Larger)
        {
            int[] rows = task.MembersOf(label);
            NeighbourTable toSmallest = NearestNeighbours.Find(task.Rows(rows), task.Rows(smallest), 1, task.Workers, task.Cancellation);
            Philox random = task.Random(label);
            int seed = rows[random.NextInt32(rows.Length)];
            task.KeepOnly(label, rows.Where((row, place) => row == seed
                || toSmallest.SquaresOf(place)[0] < ExactDistance.Square(task.Features.Slice(row, 1).Values, task.Features.Slice(seed, 1).Values)));
        }

        RemoveLinks(task);
    }

    private static void RemoveLinks(SamplingTask task)
    {
        int[] kept = [.. Enumerable.Range(0, task.Count).Where(task.IsKept)];
        NeighbourTable nearest = NearestNeighbours.Find(task.Rows(kept), 1, task.Workers, groups: null, task.Cancellation);
        var nearestOf = kept.Select((row, place) => (row, Other: nearest.Of(place)[0])).ToDictionary(pair => pair.row, pair => pair.Other);
        foreach (int row in kept.Where(row => task.Labels[row] != task.Minority))
        {
            int other = nearestOf[row];
            if (task.Labels[other] != task.Labels[row] && nearestOf[other] == row)
            {
                task.Remove(row);
            }
        }
    }
}
