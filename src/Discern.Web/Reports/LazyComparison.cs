namespace Discern.Web.Reports;

/// <summary>What the interval of the accuracy says beside the lazy classifier that always answers the largest class.</summary>
public enum LazyComparison
{
    /// <summary>The whole interval lies above the lazy accuracy.</summary>
    Better,

    /// <summary>The interval holds the lazy accuracy: these pictures cannot tell the two apart.</summary>
    Undecided,

    /// <summary>The whole interval lies below the lazy accuracy.</summary>
    Worse,
}
