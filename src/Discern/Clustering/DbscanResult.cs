namespace Discern.Clustering;

/// <summary>Clusters found by DBSCAN.</summary>
/// <param name="Labels">The cluster of each row, from 0; −1 for noise.</param>
/// <param name="Cores">The places of rows with enough neighbours, ascending.</param>
public sealed record DbscanResult(IReadOnlyList<int> Labels, IReadOnlyList<int> Cores)
{
    /// <summary>How many clusters there are.</summary>
    public int Clusters => Labels.Count == 0 ? 0 : Labels.Max() + 1;
}
