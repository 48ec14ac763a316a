namespace Discern.Balancing;

/// <summary>When a row agrees with its neighbours.</summary>
public enum NeighbourVote
{
    /// <summary>All of them are of its class.</summary>
    All,

    /// <summary>The most frequent class among them is its own; of equally frequent ones the first counts.</summary>
    Mode,
}
