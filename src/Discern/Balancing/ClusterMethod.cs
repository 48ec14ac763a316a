namespace Discern.Balancing;

/// <summary>How rows are clustered before the redundant ones are left out.</summary>
public enum ClusterMethod
{
    /// <summary>By k-means.</summary>
    KMeans,

    /// <summary>By DBSCAN; a row that is noise is a cluster of its own.</summary>
    Dbscan,
}
