namespace Discern.Balancing;

/// <summary>Edited nearest neighbours again and again, until nothing changes any more or a larger class would become the smallest.</summary>
/// <remarks>Tomek, "An experiment with the edited nearest-neighbor rule" (IEEE Transactions on Systems, Man, and Cybernetics 6, 1976).</remarks>
public sealed class RepeatedEditedNeighbours : Sampler
{
    /// <inheritdoc/>
    public override string Name => "repeated-enn";

    /// <inheritdoc/>
    public override string Summary => "enn again and again until nothing changes";

    /// <summary>How many neighbours vote, 1 or more.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>When a row agrees with them.</summary>
    public NeighbourVote Vote { get; init; }

    /// <summary>The most rounds, 1 or more.</summary>
    public int MaximumRounds { get; init; } = 100;

    internal override void Select(SamplingTask task) =>
        RepeatedEditing.Run(task, [.. Enumerable.Repeat(Neighbours, MaximumRounds)], Vote, endsWhenNothingChanges: true);
}
