namespace Discern.Comparing.Runs;

/// <summary>How finished runs are compared.</summary>
public sealed record RunComparisonOptions
{
    /// <summary>The figure that decides; null for the F1 of the smaller of two classes, and macro F1 of more.</summary>
    public ComparedMetric? Metric { get; init; }

    /// <summary>The seed of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of bootstrap draws, at least 1.</summary>
    public int Draws { get; init; } = 2_000;

    /// <summary>Threads that compute; 0 for all of the machine's. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
