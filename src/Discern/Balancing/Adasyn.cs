using Discern.Compute.Random;

namespace Discern.Balancing;

/// <summary>ADASYN: as SMOTE, with the more new rows from a member the more of its neighbours are of other classes.</summary>
/// <remarks>He, Bai, Garcia and Li, "ADASYN: adaptive synthetic sampling approach for imbalanced learning" (IJCNN 2008). Counts come out exactly as asked.</remarks>
public sealed class Adasyn : Sampler
{
    /// <inheritdoc/>
    public override string Name => "adasyn";

    /// <inheritdoc/>
    public override string Summary => "SMOTE, more of it where a class is harder to tell from others";

    /// <inheritdoc/>
    public override bool Synthesizes => true;

    /// <summary>How many nearest neighbours are looked at, and one is drawn from, 1 or more.</summary>
    public int Neighbours { get; init; } = 5;

    internal override void Select(SamplingTask task)
    {
        foreach (int label in task.Present.Where(label => task.Counts[label] < task.Largest))
        {
            int count = task.Largest - task.Counts[label];
            if (Smote.IsAlone(task, label, count))
            {
                continue;
            }

            int[][] around = task.NeighboursAround(label, Neighbours);
            double[] difficulty = [.. around.Select(rows => (double)rows.Count(row => task.Labels[row] != label))];
            if (difficulty.Sum() == 0)
            {
                task.Remark($"No member of class {task.NameOf(label)} has a neighbour of another class: the class is left as it is.");
                continue;
            }

            int[] shares = Apportionment.Divide(count, difficulty);
            Philox random = task.Random(label);
            Smote.Make(task, label, [.. shares.SelectMany((share, place) => Enumerable.Repeat(place, share))], Neighbours, ref random);
        }
    }
}
