using System.Runtime.InteropServices;
using Discern.Cleaning;
using Discern.Features.Files;
using Discern.Runs;
using Discern.Sharding.Works;

namespace Discern.Sharding.Merging;

/// <summary>Joins features: one matrix, and what each of its rows is.</summary>
internal sealed class FeatureMerge : IShardMerge
{
    public string Command => FeatureWork.Name;

    public IReadOnlyList<string> Names { get; } = [FeatureWork.MatrixName, FeatureFile.IndexName];

    public CleaningResult? Merge(ShardSet shards, List<string> remarks, CancellationToken cancellation)
    {
        // Both files or none: the index is renamed into place while the matrix is still under its hidden name.
        AtomicFile.Write(Path.Combine(shards.Path, FeatureWork.MatrixName), matrix =>
        {
            long rows = Join(shards, matrix, cancellation);
            AtomicFile.Write(Path.Combine(shards.Path, FeatureFile.IndexName), index =>
            {
                if (MergedRows.CopyTable(shards, FeatureFile.IndexName, index) != rows)
                {
                    throw new DiscernException($"The matrices and the indices of the shards in '{shards.Path}' have unequal numbers of rows. Take the shards away, and run them again.");
                }
            });
        });
        return null;
    }

    private static long Join(ShardSet shards, Stream target, CancellationToken cancellation)
    {
        NumpyWriter? writer = null;
        foreach (MergedRow row in MergedRows.Of(shards, FeatureWork.MatrixName))
        {
            cancellation.ThrowIfCancellationRequested();
            writer ??= new NumpyWriter(target, row.Bytes.Length / sizeof(float));
            writer.Write(MemoryMarshal.Cast<byte, float>(row.Bytes.Span));
        }

        if (writer is null)
        {
            throw new DiscernException($"No picture of the shards in '{shards.Path}' could be read, so that there are no features to join. '{SkipTable.FileName}' of each shard says why.");
        }

        writer.Finish();
        return writer.Rows;
    }
}
