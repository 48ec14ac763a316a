using System.Security.Cryptography;
using Discern.Manifests;
using Discern.Tests.Shared;

namespace Discern.Tests.Manifests;

public sealed class PictureIndexTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_becomes_a_table_with_digests()
    {
        folder.With("data/train/cat/1.jpg", "one").With("data/2.jpg", "two");
        Assert.Equal(2, Write(folder.In("data"), "index.csv", shuffle: null));
        Assert.Equal(
            ["path,category,split,sha256", $"2.jpg,,,{Digest("two"u8)}", $"train/cat/1.jpg,cat,train,{Digest("one"u8)}"],
            File.ReadAllLines(folder.In("index.csv")));
    }

    [Fact]
    public void Of_a_table_all_columns_stay_and_only_missing_digests_are_read()
    {
        string given = new('b', 64);
        folder.With("data/1.jpg", "one").With("data/old.csv", $"id,path,sha256,name\n7,1.jpg,,\"a \"\"name\"\"\"\n8,absent.jpg,{given},\n9,gone.jpg,,x\n");
        var failures = new List<string?>();

        PictureIndex.Write(Manifest.Open(folder.In("data", "old.csv")), folder.In("new.csv"), shuffle: null, (_, failure) => failures.Add(failure));

        Assert.Equal(
            ["id,path,sha256,name", $"7,1.jpg,{Digest("one"u8)},\"a \"\"name\"\"\"", $"8,absent.jpg,{given},", "9,gone.jpg,,x"],
            File.ReadAllLines(folder.In("new.csv")));
        Assert.Equal([true, true, false], failures.Select(failure => failure is null));
    }

    [UnixFact]
    public async Task A_pipe_among_the_pictures_is_named_and_nobody_waits_for_it()
    {
        folder.With("data/1.jpg", "one");
        NamedPipe.Make(folder.In("data", "2.jpg"));
        var failures = new List<string?>();

        await Task.Run(() => PictureIndex.Write(Manifest.Open(folder.In("data")), folder.In("index.csv"), shuffle: null, (_, failure) => failures.Add(failure)))
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal([null, $"'{folder.In("data", "2.jpg")}' cannot be read: it is no file, but a pipe, a socket or a device."], failures);
        Assert.Equal(["path,category,split,sha256", $"1.jpg,,,{Digest("one"u8)}", "2.jpg,,,"], File.ReadAllLines(folder.In("index.csv")));
    }

    [Fact]
    public void Shuffled_rows_are_the_same_rows_in_an_order_that_the_seed_decides()
    {
        string[] rows = [.. Enumerable.Range(0, 5000).Select(index => $"{index:0000}.jpg,{new string('a', 64)}")];
        folder.With("data/list.csv", string.Join('\n', ["path,sha256", .. rows, ""]));

        string[] first = Shuffled(1), again = Shuffled(1), other = Shuffled(2);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(rows, first.Order(StringComparer.Ordinal));

        // Of a random order's rows one in two stands behind the middle that stood before it, and neighbours are hardly ever neighbours still.
        int moved = first.Take(2500).Count(row => string.CompareOrdinal(row, "2500") >= 0);
        Assert.InRange(moved, 1100, 1400);
        Assert.InRange(first.Zip(first.Skip(1)).Count(pair => int.Parse(pair.Second[..4]) == int.Parse(pair.First[..4]) + 1), 0, 10);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, ".*"));
    }

    private string[] Shuffled(ulong seed)
    {
        Write(folder.In("data", "list.csv"), $"shuffled-{seed}.csv", seed);
        return File.ReadAllLines(folder.In($"shuffled-{seed}.csv"))[1..];
    }

    private long Write(string manifest, string name, ulong? shuffle) => PictureIndex.Write(Manifest.Open(manifest), folder.In(name), shuffle, (_, _) => { });

    private static string Digest(ReadOnlySpan<byte> contents) => Convert.ToHexStringLower(SHA256.HashData(contents));
}
