using System.Text.Json;
using Discern.Compute.Vectors;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Sharding;

/// <summary>Does one shard of a work: into a folder that appears whole, and only once.</summary>
/// <remarks>
/// A shard's folder is built under a hidden name and renamed, so that a process that is killed leaves nothing that counts. Processes share nothing but the folder
/// that all shards lie in; each writes its own. A shard that is there already, with the same options, is left as it is.
/// </remarks>
/// <example><code>
/// ShardOutcome outcome = ShardRunner.Run(work, new Shard(3, 64), "out", done => { }, skipped => { });
/// </code></example>
public static class ShardRunner
{
    /// <summary>The version that shards are made by.</summary>
    internal static string Version { get; } = DiscernVersion.Full;

    /// <summary>Does the shard, unless it was done before.</summary>
    /// <param name="work">The work.</param>
    /// <param name="shard">Which part of it.</param>
    /// <param name="output">The folder of all shards; made where it is not there, outside the pictures' folder.</param>
    /// <param name="progress">Is told how many of the shard's pictures are done.</param>
    /// <param name="onSkipped">Is told each picture that is skipped.</param>
    /// <param name="cancellation">Stops between pictures; nothing then counts as done.</param>
    /// <exception cref="DiscernException">The pictures cannot be read, the folder cannot be written, or it holds shards of another work.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ShardOutcome Run(
        ShardWork work, Shard shard, string output, Action<long> progress, Action<SkippedPicture> onSkipped, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentException.ThrowIfNullOrEmpty(output);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(onSkipped);
        string folder = Path.GetFullPath(output);
        var record = new ShardRecord { Command = work.Command, Version = Version, Shard = shard.Index, Shards = shard.Count, Options = work.Options };
        RequireSameWork(record, folder, shard);
        string place = Path.Combine(folder, shard.FolderName);
        if (Directory.Exists(place))
        {
            return new ShardOutcome(ShardSet.ReadRecord(place), place, WasDone: true, []);
        }

        DraftFolder.Check(place, Path.GetFullPath(work.Root), "shard");
        var remarks = new List<string>();
        using DraftFolder draft = DraftFolder.BeginOwn(place, "shard", remarks);
        ShardRecord done = Fill(work, shard, draft.Path, record, remarks, progress, onSkipped, cancellation);
        draft.Finish();
        return new ShardOutcome(done, place, WasDone: false, remarks);
    }

    // Whatever shard is found first: all others were compared with it, or with one that was.
    private static void RequireSameWork(ShardRecord own, string folder, Shard shard)
    {
        string place = Path.Combine(folder, shard.FolderName);
        string? there = Directory.Exists(place) ? place : ShardSet.Folders(folder).Select(found => found.Path).FirstOrDefault();
        if (there is not null && ShardSet.ReadRecord(there) is var other && other.Difference(own) is { } difference)
        {
            throw new DiscernException(
                $"'{there}' {difference}: shards of one folder are of one work. Give another folder with -o, or run this shard as that one was.");
        }
    }

    private static ShardRecord Fill(
        ShardWork work, Shard shard, string folder, ShardRecord record, List<string> remarks, Action<long> progress, Action<SkippedPicture> onSkipped, CancellationToken cancellation)
    {
        using var cut = new ShardCut(work, shard, cancellation);
        using var skips = new SkipTable(folder, onSkipped);
        long done = 0;
        work.Run(cut.Entries(), folder, skips, () => progress(++done), cancellation);
        if (cut.Listed == 0)
        {
            throw new DiscernException($"No picture is in '{work.Root}'. Give the folder, or the table, that holds the pictures.");
        }

        if (work.Remark is { } remark)
        {
            remarks.Add(remark);
        }

        if (work.ReadsContents && cut.Hashed > cut.Taken)
        {
            remarks.Add(
                $"To find this shard's {Sentence.Count(cut.Taken, "picture")}, the files of {cut.Hashed:N0} were read, as every shard does. With many shards let 'discern index' write their digests down once, and give that table instead of the folder.");
        }

        ShardRecord whole = record with
        {
            Listed = cut.Listed, Listing = cut.Fingerprint(), Pictures = cut.Taken, Skipped = skips.Count, VectorPath = VectorPath.Description,
        };
        AtomicFile.Write(Path.Combine(folder, ShardRecord.FileName), stream => JsonSerializer.Serialize(stream, whole, ShardJson.Readable.ShardRecord));
        return whole;
    }
}
