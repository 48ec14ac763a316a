using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>Leaves out the larger class's row of each Tomek link: two rows of different classes that are each other's nearest.</summary>
/// <remarks>
/// Tomek, "Two modifications of CNN" (IEEE Transactions on Systems, Man, and Cybernetics 6, 1976). With more than two classes every one but the smallest
/// counts as larger, as in imbalanced-learn. Of equally near neighbours the lower row is the nearest.
/// </remarks>
public sealed class TomekLinks : Sampler
{
    /// <inheritdoc/>
    public override string Name => "tomek";

    /// <inheritdoc/>
    public override string Summary => "leaves out rows of larger classes whose nearest neighbour, and they its, is of another class";

    /// <summary>Whether rows of the smallest class are left out too.</summary>
    public bool CleansAll { get; init; }

    internal override void Select(SamplingTask task)
    {
        NeighbourTable nearest = task.AllNeighbours(1);
        int spared = CleansAll ? -1 : task.Minority;
        for (int row = 0; row < task.Count; row++)
        {
            int other = nearest.Of(row)[0];
            if (task.Labels[row] != spared && task.Labels[other] != task.Labels[row] && nearest.Of(other)[0] == row)
            {
                task.Remove(row);
            }
        }
    }
}
