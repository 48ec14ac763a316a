namespace Discern.Clustering;

/// <summary>How DBSCAN clusters.</summary>
public sealed record DbscanOptions
{
    /// <summary>Up to which distance rows are neighbours, above 0: scikit-learn's <c>eps</c>.</summary>
    public required double Radius { get; init; }

    /// <summary>How many neighbours, itself counted, make a row a core: scikit-learn's <c>min_samples</c>.</summary>
    public int LeastNeighbours { get; init; } = 5;
}
