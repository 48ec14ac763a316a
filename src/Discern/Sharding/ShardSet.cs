using System.Text.Json;
using Discern.Datasets;

namespace Discern.Sharding;

/// <summary>All shards of a work, found to be there and to belong together.</summary>
/// <param name="Path">The full path of the folder that holds them.</param>
/// <param name="Records">What each did, in their order.</param>
public sealed record ShardSet(string Path, IReadOnlyList<ShardRecord> Records)
{
    /// <summary>What they did: what all records share is in each.</summary>
    public ShardRecord Work => Records[0];

    /// <summary>Reads the records of all shards, and none of their work.</summary>
    /// <param name="output">The folder that holds them.</param>
    /// <exception cref="DiscernException">A shard is missing or damaged, or they do not belong together; the sentence names them.</exception>
    public static ShardSet Open(string output)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        string path = System.IO.Path.GetFullPath(output);
        (Shard Shard, string Path)[] folders = [.. Folders(path)];
        if (folders.Length == 0)
        {
            throw new DiscernException($"No shard is in '{path}'. Give the folder that was the -o of the commands with --shard, and let them come to their ends.");
        }

        ShardRecord[] records = [.. folders.Select(folder => ReadRecord(folder.Path))];
        RequireOneWork(folders, records);
        RequireAll(path, folders, records[0]);
        RequireOneList(folders, records);
        return new ShardSet(path, records);
    }

    /// <summary>The full path of a file of a shard.</summary>
    public string In(ShardRecord record, string name)
    {
        ArgumentNullException.ThrowIfNull(record);
        return System.IO.Path.Combine(Path, new Shard(record.Shard, record.Shards).FolderName, name);
    }

    /// <summary>The folders of shards in a folder, which need not be there, in the order of their shards.</summary>
    internal static IEnumerable<(Shard Shard, string Path)> Folders(string path) => !Directory.Exists(path) ? [] :
        Directory.EnumerateDirectories(path)
            .Select(folder => (Shard: Shard.OfFolder(System.IO.Path.GetFileName(folder)), Path: folder))
            .Where(folder => folder.Shard is not null)
            .Select(folder => (Shard: folder.Shard!.Value, folder.Path))
            .OrderBy(folder => folder.Shard.Count).ThenBy(folder => folder.Shard.Index);

    /// <summary>Reads what the shard of a folder did.</summary>
    /// <exception cref="DiscernException">The record is not there, or damaged.</exception>
    internal static ShardRecord ReadRecord(string folder)
    {
        string path = System.IO.Path.Combine(folder, ShardRecord.FileName);
        try
        {
            ShardRecord record = JsonSerializer.Deserialize(File.ReadAllBytes(path), ShardJson.Line.ShardRecord) ?? throw new JsonException("it is empty");
            return Shard.OfFolder(System.IO.Path.GetFileName(folder)) == new Shard(record.Shard, record.Shards)
                ? record
                : throw new JsonException($"it is of shard {record.Shard}/{record.Shards}");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' does not tell what the shard did: {exception.Message.TrimEnd('.')}. Take the folder '{folder}' away, and run that shard again.", exception);
        }
    }

    private static void RequireOneWork((Shard Shard, string Path)[] folders, ShardRecord[] records)
    {
        string[] others = [.. records.Index().Where(each => each.Item.Difference(records[0]) is not null).Select(each => System.IO.Path.GetFileName(folders[each.Index].Path))];
        if (others.Length > 0)
        {
            string difference = records.Select(record => record.Difference(records[0])).First(difference => difference is not null)!;
            string first = System.IO.Path.GetFileName(folders[0].Path);
            throw new DiscernException(
                $"Not all shards belong together: unlike '{first}', '{others[0]}' {difference}. Take away those that are not meant, of {Sentence.Names([first, .. others])}, and run what is then missing.");
        }

        if (!string.Equals(records[0].Version, ShardRunner.Version, StringComparison.Ordinal))
        {
            throw new DiscernException($"The shards were made by version {records[0].Version}, and this is {ShardRunner.Version}. Join them by the version that made them.");
        }
    }

    private static void RequireAll(string path, (Shard Shard, string Path)[] folders, ShardRecord work)
    {
        int[] missing = [.. Enumerable.Range(0, work.Shards).Except(folders.Select(folder => folder.Shard.Index))];
        if (missing.Length > 0)
        {
            throw new DiscernException(
                $"{Sentence.Count(missing.Length, "shard")} of {work.Shards} {(missing.Length == 1 ? "is" : "are")} missing in '{path}': {Ranges(missing)}. Run them again, under Slurm with --array={Ranges(missing)}, and then join all.");
        }
    }

    private static void RequireOneList((Shard Shard, string Path)[] folders, ShardRecord[] records)
    {
        IGrouping<string, int>[] lists = [.. Enumerable.Range(0, records.Length).GroupBy(index => records[index].Listing, StringComparer.Ordinal).OrderByDescending(list => list.Count())];
        if (lists.Length > 1)
        {
            string[] others = [.. lists.Skip(1).SelectMany(list => list).Select(index => System.IO.Path.GetFileName(folders[index].Path))];
            throw new DiscernException(
                $"The pictures changed between the shards: {Sentence.Names(others)} saw another list than the other {lists[0].Count()} did. Take away the shards that saw the old list, and run them again.");
        }

        long pictures = records.Sum(record => record.Pictures);
        if (pictures != records[0].Listed)
        {
            throw new DiscernException($"The shards hold {pictures:N0} pictures together, and their list has {records[0].Listed:N0}. Take them away, and run them again.");
        }
    }

    /// <summary>Numbers as Slurm takes them: <c>0-2,7</c>.</summary>
    private static string Ranges(int[] ascending)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (int number in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }
}
