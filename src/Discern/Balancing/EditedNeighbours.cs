using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>Edited nearest neighbours: leaves out rows of the larger classes that their neighbours disagree with.</summary>
/// <remarks>Wilson, "Asymptotic properties of nearest neighbor rules using edited data" (IEEE Transactions on Systems, Man, and Cybernetics 2, 1972).</remarks>
public sealed class EditedNeighbours : Sampler
{
    /// <inheritdoc/>
    public override string Name => "enn";

    /// <inheritdoc/>
    public override string Summary => "leaves out rows of larger classes among whose three neighbours one is of another class";

    /// <summary>How many neighbours vote, 1 or more.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>When a row agrees with them.</summary>
    public NeighbourVote Vote { get; init; }

    /// <summary>Whether rows of the smallest class are left out too.</summary>
    public bool CleansAll { get; init; }

    internal override void Select(SamplingTask task)
    {
        NeighbourTable table = task.AllNeighbours(Neighbours);
        int spared = CleansAll ? -1 : task.Minority;
        for (int row = 0; row < task.Count; row++)
        {
            if (task.Labels[row] != spared && !Editing.Agrees(task.Labels[row], table.Of(row), task.Labels, task.Counts.Length, Vote))
            {
                task.Remove(row);
            }
        }
    }
}
