namespace Discern.Balancing;

/// <summary>AllKNN: edits with one neighbour, then with two, and so on.</summary>
/// <remarks>Tomek, "An experiment with the edited nearest-neighbor rule" (IEEE Transactions on Systems, Man, and Cybernetics 6, 1976).</remarks>
public sealed class AllNeighbours : Sampler
{
    /// <inheritdoc/>
    public override string Name => "allknn";

    /// <inheritdoc/>
    public override string Summary => "enn with one neighbour, then two, then three";

    /// <summary>How many neighbours vote in the last round, 1 or more.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>When a row agrees with them.</summary>
    public NeighbourVote Vote { get; init; }

    internal override void Select(SamplingTask task) =>
        RepeatedEditing.Run(task, [.. Enumerable.Range(1, Neighbours)], Vote, endsWhenNothingChanges: false);
}
