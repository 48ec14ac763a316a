using Discern.Cleaning;
using Discern.Runs;
using Discern.Sharding.Works;

namespace Discern.Sharding.Merging;

/// <summary>Joins predictions.</summary>
internal sealed class PredictionMerge : IShardMerge
{
    public string Command => PredictionWork.Name;

    public IReadOnlyList<string> Names { get; } = [PredictionWork.TableName];

    public CleaningResult? Merge(ShardSet shards, List<string> remarks, CancellationToken cancellation)
    {
        AtomicFile.Write(Path.Combine(shards.Path, PredictionWork.TableName), stream => MergedRows.CopyTable(shards, PredictionWork.TableName, stream));
        return null;
    }
}
