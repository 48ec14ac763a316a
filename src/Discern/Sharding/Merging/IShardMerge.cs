using Discern.Cleaning;

namespace Discern.Sharding.Merging;

/// <summary>Joins the shards of one command.</summary>
internal interface IShardMerge
{
    /// <summary>The command.</summary>
    string Command { get; }

    /// <summary>The names of what it writes into the folder of the shards, a folder's with a slash behind.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Joins them.</summary>
    /// <param name="shards">All of them.</param>
    /// <param name="remarks">Receives what the user should know.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <returns>What a cleaning found; null for other commands.</returns>
    CleaningResult? Merge(ShardSet shards, List<string> remarks, CancellationToken cancellation);
}
