namespace Discern.Clustering;

/// <summary>How k-means clusters.</summary>
public sealed record KMeansOptions
{
    /// <summary>How many clusters, 1 or more; fewer come out where there are not as many different rows.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>The most rounds.</summary>
    public int MaximumIterations { get; init; } = 300;

    /// <summary>It ends when the squared moves of all centres add up to at most this times the mean variance of a feature; 0: when no row changes its cluster.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The seed of the first centres.</summary>
    public ulong Seed { get; init; } = 1;
}
