namespace Discern.Mapping;

/// <summary>What is done for a map at a moment, in the order of the work.</summary>
public enum MapPhase
{
    /// <summary>Features are computed, or taken from the cache.</summary>
    Features,

    /// <summary>The nearest neighbours of each picture are looked for.</summary>
    Neighbours,

    /// <summary>Points are moved until neighbours lie together.</summary>
    Arranging,
}
