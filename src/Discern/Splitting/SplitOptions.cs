using Discern.Cleaning.NearDuplicates;
using Discern.Datasets;

namespace Discern.Splitting;

/// <summary>How a data set is split and written.</summary>
public sealed record SplitOptions
{
    /// <summary>The shares, the seed and the group pattern.</summary>
    public DatasetOptions Data { get; init; } = new();

    /// <summary>
    /// When two pictures are the same one, and stay in one part. Null: they are not looked for, no picture is decoded, and unreadable ones go along.
    /// </summary>
    public NearDuplicateOptions? NearDuplicates { get; init; } = new();

    /// <summary>How the split is written.</summary>
    public SplitMethod Method { get; init; } = SplitMethod.Link;

    /// <summary>How many threads read and compare, 0 for one on each core; the result is the same.</summary>
    public int Threads { get; init; }
}
