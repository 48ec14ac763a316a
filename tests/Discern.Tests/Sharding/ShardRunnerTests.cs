using Discern.Manifests;
using Discern.Sharding;
using Discern.Sharding.Merging;
using Discern.Sharding.Works;

namespace Discern.Tests.Sharding;

/// <summary>Shards of the simplest work, <c>index</c>, and how they are joined.</summary>
public sealed class ShardRunnerTests : IDisposable
{
    private const int Shards = 4;

    private readonly TemporaryFolder folder = new();

    public ShardRunnerTests() => folder.WithPictures("data/cat", 30).WithPictures("data/dog, or \"wolf\"", 30).With("data/cat/notes.txt");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Joined_shards_are_what_one_process_writes()
    {
        PictureIndex.Write(Manifest.Open(folder.In("data")), folder.In("one.csv"), shuffle: null, (_, _) => { });
        long[] sizes = [.. Enumerable.Range(0, Shards).Reverse().Select(index => Run(index).Record.Pictures)];

        MergeResult merged = Merge();

        Assert.Equal(60, sizes.Sum());
        Assert.All(sizes, size => Assert.InRange(size, 5, 30));
        Assert.Equal(60, merged.Pictures);
        Assert.Equal(0, merged.Skipped);
        Assert.Equal([folder.In("out", "index.csv")], merged.Files);
        Assert.Equal(File.ReadAllBytes(folder.In("one.csv")), File.ReadAllBytes(folder.In("out", "index.csv")));
    }

    [Fact]
    public void A_shard_that_was_done_is_left_as_it_is()
    {
        Run(2);
        string table = folder.In("out", "shard-2-of-4", "index.csv");
        DateTime written = File.GetLastWriteTimeUtc(table);

        ShardOutcome again = Run(2);

        Assert.True(again.WasDone);
        Assert.Equal(written, File.GetLastWriteTimeUtc(table));
    }

    [Fact]
    public void A_shard_of_other_options_or_another_cut_is_refused()
    {
        Run(2);

        Assert.Contains("has DATA 'data', not 'elsewhere'", Assert.Throws<DiscernException>(() => Run(2, data: "elsewhere")).Message, StringComparison.Ordinal);
        Assert.Contains("has DATA 'data', not 'elsewhere'", Assert.Throws<DiscernException>(() => Run(1, data: "elsewhere")).Message, StringComparison.Ordinal);
        Assert.Contains("a cut into 4, not into 5", Assert.Throws<DiscernException>(() => Run(1, shards: 5)).Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(folder.In("out")));
    }

    [Fact]
    public void A_shard_that_was_stopped_leaves_nothing_that_counts()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            ShardRunner.Run(Work(), new Shard(0, Shards), folder.In("out"), _ => stop.Cancel(), _ => { }, stop.Token));
        Assert.Empty(Directory.GetFileSystemEntries(folder.In("out")));

        // Killed, it could not tidy up.
        Directory.CreateDirectory(folder.In("out", ".shard-0-of-4.node7-123.part"));
        ShardOutcome outcome = Run(0);
        Assert.False(outcome.WasDone);
        Assert.Contains(".shard-0-of-4.node7-123.part", Assert.Single(outcome.Remarks, remark => remark.Contains("half way", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_shards_are_named_as_slurm_takes_them()
    {
        Assert.Contains("No shard", Assert.Throws<DiscernException>(Merge).Message, StringComparison.Ordinal);
        Run(2);
        Assert.Contains("--array=0-1,3,", Assert.Throws<DiscernException>(Merge).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("out", "index.csv")));
    }

    [Fact]
    public void Pictures_that_changed_between_shards_are_noticed()
    {
        Run(0);
        Run(1);
        Run(2);
        folder.With("data/cat/new.jpg");
        Run(3);
        Assert.Contains("'shard-3-of-4' saw another list than the other 3", Assert.Throws<DiscernException>(Merge).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_of_two_works_are_not_joined()
    {
        for (int index = 0; index < Shards; index++)
        {
            Run(index);
        }

        string record = folder.In("out", "shard-1-of-4", "shard.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"data\"", "\"other\"", StringComparison.Ordinal));
        Assert.Contains("'shard-1-of-4' has DATA 'other', not 'data'", Assert.Throws<DiscernException>(Merge).Message, StringComparison.Ordinal);

        File.WriteAllText(record, "{");
        Assert.Contains("run that shard again", Assert.Throws<DiscernException>(Merge).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_shard_is_named()
    {
        for (int index = 0; index < Shards; index++)
        {
            Run(index);
        }

        string table = folder.In("out", "shard-1-of-4", "index.csv");
        File.WriteAllBytes(table, File.ReadAllBytes(table)[..^20]);
        Assert.Contains(table, Assert.Throws<DiscernException>(Merge).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("out", "index.csv")));
    }

    [Fact]
    public void Nothing_is_written_among_the_pictures_and_no_result_is_overwritten_unasked()
    {
        Assert.Throws<DiscernException>(() => ShardRunner.Run(Work(), new Shard(0, 1), folder.In("data", "out"), _ => { }, _ => { }));
        for (int index = 0; index < Shards; index++)
        {
            Run(index);
        }

        Merge();
        Assert.Contains("--overwrite", Assert.Throws<DiscernException>(Merge).Message, StringComparison.Ordinal);
        Assert.Equal(60, ShardMerger.Merge(folder.In("out"), overwrite: true, _ => { }).Pictures);
    }

    [Fact]
    public void More_shards_than_pictures_leave_some_empty()
    {
        for (int index = 0; index < 100; index++)
        {
            Run(index, shards: 100);
        }

        Assert.Equal(60, Merge().Pictures);
        Assert.Equal(61, File.ReadAllLines(folder.In("out", "index.csv")).Length);
    }

    private MergeResult Merge() => ShardMerger.Merge(folder.In("out"), overwrite: false, _ => { });

    private IndexWork Work(string data = "data") =>
        new(Manifest.Open(folder.In("data"))) { Options = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["DATA"] = data } };

    private ShardOutcome Run(int index, int shards = Shards, string data = "data") =>
        ShardRunner.Run(Work(data), new Shard(index, shards), folder.In("out"), _ => { }, _ => { });
}
