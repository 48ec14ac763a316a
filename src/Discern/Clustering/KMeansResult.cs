namespace Discern.Clustering;

/// <summary>Clusters found by k-means.</summary>
public sealed record KMeansResult
{
    /// <summary>The cluster of each row, from 0.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>The centres: clusters × features.</summary>
    public required IReadOnlyList<float[]> Centres { get; init; }

    /// <summary>Σ of squared distances of the rows to their centres.</summary>
    public required double Inertia { get; init; }

    /// <summary>How many rounds it took.</summary>
    public required int Iterations { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
