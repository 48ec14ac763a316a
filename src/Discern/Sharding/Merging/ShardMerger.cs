using System.Text;
using CsvHelper;
using Discern.Runs;

namespace Discern.Sharding.Merging;

/// <summary>Joins the shards of a work into what one process would have written, byte for byte.</summary>
/// <example><code>
/// MergeResult result = ShardMerger.Merge("out", overwrite: false, skipped => { });
/// </code></example>
public static class ShardMerger
{
    private static readonly IShardMerge[] Merges = [new FeatureMerge(), new PredictionMerge(), new IndexMerge(), new CropMerge(), new CleanMerge()];

    /// <summary>Checks that every shard is there and of the same work, and joins them. The shards stay.</summary>
    /// <param name="output">The folder that holds them, into which the result goes, too.</param>
    /// <param name="overwrite">Whether an earlier result may be replaced.</param>
    /// <param name="onSkipped">Is told each picture that a shard skipped, in the order of the list.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="DiscernException">A shard is missing, damaged or does not fit, a result is there already, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static MergeResult Merge(string output, bool overwrite, Action<SkippedPicture> onSkipped, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(onSkipped);
        ShardSet shards = ShardSet.Open(output);
        IShardMerge merge = Array.Find(Merges, each => each.Command.Equals(shards.Work.Command, StringComparison.Ordinal))
            ?? throw new DiscernException($"The shards in '{shards.Path}' are of '{shards.Work.Command}', which this version does not know how to join.");
        RequireRoom(shards, merge, overwrite);
        var remarks = new List<string>();
        string[] machines = [.. shards.Records.Select(record => record.VectorPath).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (machines.Length > 1)
        {
            remarks.Add($"The shards were computed on machines of different kinds ({string.Join("; ", machines)}): the last digits of what they computed may differ from those of one machine.");
        }

        var cleaning = merge.Merge(shards, remarks, cancellation);
        var names = merge.Names.ToList();
        long skipped = shards.Records.Sum(record => record.Skipped);
        if (skipped > 0)
        {
            AtomicFile.Write(Path.Combine(shards.Path, SkipTable.FileName), stream => MergedRows.CopyTable(shards, SkipTable.FileName, stream));
            names.Add(SkipTable.FileName);
            Tell(shards, onSkipped);
        }

        return new MergeResult(
            shards.Work.Command, shards.Records.Count, shards.Work.Listed, skipped, [.. names.Select(name => Path.TrimEndingDirectorySeparator(Path.Combine(shards.Path, name)))], remarks, cleaning);
    }

    private static void RequireRoom(ShardSet shards, IShardMerge merge, bool overwrite)
    {
        foreach (string name in merge.Names)
        {
            string path = Path.TrimEndingDirectorySeparator(Path.Combine(shards.Path, name));
            if (Path.Exists(path) && (!overwrite || Directory.Exists(path)))
            {
                throw new DiscernException(Directory.Exists(path)
                    ? $"'{path}' is there already, and no command deletes a folder. Move it away, and join again."
                    : $"'{path}' is there already. Move it away, or --overwrite to replace it.");
            }
        }
    }

    private static void Tell(ShardSet shards, Action<SkippedPicture> onSkipped)
    {
        foreach (MergedRow row in MergedRows.Of(shards, SkipTable.FileName))
        {
            using var csv = CsvReader.FromText(Encoding.UTF8.GetString(row.Bytes.Span), new CsvReaderOptions { Separator = ',', HasHeader = false });
            if (csv.Read())
            {
                onSkipped(new SkippedPicture(csv.GetString(0), csv.GetString(1)));
            }
        }
    }
}
