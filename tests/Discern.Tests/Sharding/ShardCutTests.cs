using System.Security.Cryptography;
using Discern.Manifests;
using Discern.Sharding;
using Discern.Sharding.Works;

namespace Discern.Tests.Sharding;

public sealed class ShardCutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Exact_duplicates_meet_wherever_they_lie_and_moving_a_picture_does_not_move_it_to_another_shard()
    {
        folder.WithPictures("data/a", 40);
        for (int index = 0; index < 40; index++)
        {
            folder.With($"data/b/copy-{index}.jpg", $"data/a {index}");
        }

        var shardOf = new Dictionary<string, int>();
        for (int index = 0; index < 8; index++)
        {
            using ShardCut cut = Cut(folder.In("data"), index, 8);
            foreach (ManifestEntry entry in cut.Entries())
            {
                shardOf.Add(entry.Path, index);
            }

            Assert.Equal(80, cut.Listed);
            Assert.Equal(80, cut.Hashed);
        }

        Assert.Equal(80, shardOf.Count);
        Assert.All(Enumerable.Range(0, 40), index => Assert.Equal(shardOf[$"a/{index}.jpg"], shardOf[$"b/copy-{index}.jpg"]));
    }

    [Fact]
    public void Digests_that_are_written_down_cut_as_the_files_do_and_no_file_is_read()
    {
        folder.WithPictures("data/a", 40);
        PictureIndex.Write(Manifest.Open(folder.In("data")), folder.In("data", "index.csv"), shuffle: null, (_, _) => { });
        string[] read = Taken(folder.In("data"), out long hashed);
        Assert.Equal(40, hashed);
        Directory.Delete(folder.In("data", "a"), recursive: true);

        Assert.Equal(read, Taken(folder.In("data", "index.csv"), out hashed));
        Assert.Equal(0, hashed);
        Assert.InRange(read.Length, 1, 39);
    }

    [Fact]
    public void A_key_is_the_beginning_of_the_digest()
    {
        folder.With("data/x.jpg", "some bytes");
        ManifestEntry entry = Assert.Single(Manifest.Open(folder.In("data")).Entries());
        Assert.StartsWith($"{PictureKey.OfContents(entry):x16}", Convert.ToHexStringLower(SHA256.HashData("some bytes"u8)), StringComparison.Ordinal);
    }

    private static string[] Taken(string path, out long hashed)
    {
        using ShardCut cut = Cut(path, 1, 3);
        string[] taken = [.. cut.Entries().Select(entry => entry.Path)];
        hashed = cut.Hashed;
        return taken;
    }

    private static ShardCut Cut(string path, int index, int count)
    {
        var work = new FeatureWork(Manifest.Open(path), () => throw new InvalidOperationException()) { Options = [] };
        return new ShardCut(work, new Shard(index, count), CancellationToken.None);
    }
}
