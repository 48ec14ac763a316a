namespace Discern.Evaluation;

/// <summary>How the intervals are drawn.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The seed of the bootstrap: the same seed gives the same intervals, whatever the order of the rows and the number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of bootstrap draws, at least 1; 2,000 settle each end of a 95 % interval to about a fiftieth of its width.</summary>
    public int Draws { get; init; } = 2_000;

    /// <summary>Threads that compute; 0 for all of the machine's.</summary>
    public int Threads { get; init; }
}
