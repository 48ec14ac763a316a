using Discern.Compute.Random;

namespace Discern.Balancing;

/// <summary>Borderline-SMOTE: new rows only from members in danger, most but not all of whose neighbours are of other classes.</summary>
/// <remarks>Han, Wang and Mao, "Borderline-SMOTE" (ICIC 2005), the first of its two variants.</remarks>
public sealed class BorderlineSmote : Sampler
{
    /// <inheritdoc/>
    public override string Name => "borderline-smote";

    /// <inheritdoc/>
    public override string Summary => "SMOTE from the rows at the border of a class only";

    /// <inheritdoc/>
    public override bool Synthesizes => true;

    /// <summary>How many nearest neighbours one is drawn from, 1 or more.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>How many nearest rows of all classes tell whether a member is in danger, 1 or more.</summary>
    public int DangerNeighbours { get; init; } = 10;

    internal override void Select(SamplingTask task)
    {
        foreach (int label in task.Present.Where(label => task.Counts[label] < task.Largest))
        {
            int count = task.Largest - task.Counts[label];
            if (Smote.IsAlone(task, label, count))
            {
                continue;
            }

            int[] danger = InDanger(task, label);
            if (danger.Length == 0)
            {
                task.Remark($"No member of class {task.NameOf(label)} lies at its border: the class is left as it is.");
                continue;
            }

            Philox random = task.Random(label);
            int[] parents = new int[count];
            for (int made = 0; made < count; made++)
            {
                parents[made] = danger[random.NextInt32(danger.Length)];
            }

            Smote.Make(task, label, parents, Neighbours, ref random);
        }
    }

    private int[] InDanger(SamplingTask task, int label)
    {
        int[][] around = task.NeighboursAround(label, DangerNeighbours);
        return [.. Enumerable.Range(0, around.Length).Where(place =>
        {
            int others = around[place].Count(row => task.Labels[row] != label);
            return 2 * others >= around[place].Length && others < around[place].Length;
        })];
    }
}
