using Discern.Cleaning;
using Discern.Manifests;
using Discern.Runs;
using Discern.Sharding.Works;

namespace Discern.Sharding.Merging;

/// <summary>Joins tables of digests.</summary>
internal sealed class IndexMerge : IShardMerge
{
    public string Command => IndexWork.Name;

    public IReadOnlyList<string> Names { get; } = [IndexWork.TableName];

    public CleaningResult? Merge(ShardSet shards, List<string> remarks, CancellationToken cancellation)
    {
        AtomicFile.Write(Path.Combine(shards.Path, IndexWork.TableName), stream => MergedRows.CopyTable(shards, IndexWork.TableName, stream));
        string data = shards.Work.Options["DATA"];
        remarks.Add(PictureIndex.PlaceRemark(Manifest.IsTable(data) ? Path.GetDirectoryName(data)! : data));
        return null;
    }
}
