using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>Neighbourhood cleaning: leaves out rows of larger classes that their neighbours outvote, and those that outvote a row of the smallest.</summary>
/// <remarks>Laurikkala, "Improving identification of difficult small classes by balancing class distribution" (AIME 2001).</remarks>
public sealed class NeighbourhoodCleaning : Sampler
{
    /// <inheritdoc/>
    public override string Name => "neighbourhood-cleaning";

    /// <inheritdoc/>
    public override string Summary => "leaves out rows of larger classes that disagree with their neighbours or outvote the smallest class";

    /// <summary>How many neighbours vote, 1 or more.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>Classes larger than this share of the smallest are cleaned around its rows.</summary>
    public double Threshold { get; init; } = 0.5;

    internal override void Select(SamplingTask task)
    {
        NeighbourTable table = task.AllNeighbours(Neighbours);
        int smallest = task.Minority;
        for (int row = 0; row < task.Count; row++)
        {
            int answer = Editing.Mode(table.Of(row), task.Labels, task.Counts.Length);
            if (answer == task.Labels[row])
            {
                continue;
            }

            if (task.Labels[row] != smallest)
            {
                task.Remove(row);
                continue;
            }

            foreach (int other in table.Of(row))
            {
                if (task.Labels[other] != smallest && task.Counts[task.Labels[other]] > Threshold * task.Counts[smallest])
                {
                    task.Remove(other);
                }
            }
        }
    }
}
