using Discern.Classifiers;
using Discern.Imaging;
using Discern.Neural.Training.Distributed;

namespace Discern.Tests.Classifiers;

public sealed class PictureCacheTests : IDisposable
{
    private const int Ranks = 3;
    private const int Pictures = 41;
    private const int Broken = 5; // of the first process's share

    // 256 × 256 in three colours: five in a block, so that a share takes several.
    private static readonly NetworkDescription Network = new("test", 256, 3, []);
    private static readonly long PictureBytes = Network.Size * Network.Size * Network.Channels;

    private readonly TemporaryFolder folder = new();
    private PictureCache[] opened = [];

    public PictureCacheTests()
    {
        folder.WithSquares("data", Pictures, red: 200, blue: 50);
        File.WriteAllText(Paths[Broken], "no picture");
    }

    private string[] Paths => [.. Enumerable.Range(0, Pictures).Select(number => folder.In("data", $"{number}.png"))];

    public void Dispose()
    {
        Array.ForEach(opened, cache => cache.Dispose());
        folder.Dispose();
    }

    [Theory]
    [InlineData(Pictures)]
    [InlineData(9)]
    [InlineData(0)]
    public void Processes_give_each_other_what_they_have_decoded(int inMemory)
    {
        PictureCache[] caches = Read(new CnnOptions { CacheBytes = inMemory * PictureBytes });
        byte[]?[] expected = Decoded();
        Directory.Delete(folder.In("data"), recursive: true); // from here on nothing can be decoded

        foreach (PictureCache cache in caches)
        {
            Assert.Equal(Math.Min(inMemory, Pictures - 1), cache.HeldCount);
            Assert.Equal([Broken], cache.Failures.Keys);
            Assert.Null(cache.Remark);
            AssertHas(expected, cache);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(20)]
    public void None_holds_more_in_memory_than_its_budget(int most)
    {
        PictureCache[] caches = Read(new CnnOptions { CacheBytes = most * PictureBytes, DiskCacheBytes = 0 });

        Assert.All(caches, cache => Assert.Equal((most, 0, null), (cache.HeldCount, cache.DiskBytes, cache.Remark)));
        Assert.False(Directory.Exists(folder.In("scratch")));
    }

    [Fact]
    public void Pictures_beyond_memory_and_disk_are_decoded_anew_and_counted()
    {
        PictureCache[] caches = Read(new CnnOptions { CacheBytes = 9 * PictureBytes, DiskCacheBytes = 20 * PictureBytes });

        foreach (PictureCache cache in caches)
        {
            Assert.Equal(20 * PictureBytes, cache.DiskBytes);
            Assert.Equal("11 of 41 pictures have room neither in memory nor on the disk, and are decoded anew in every epoch.", cache.Remark);
            AssertHas(Decoded(), cache);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_and_costs_no_picture()
    {
        folder.With("scratch", "a file where a folder is to be");
        PictureCache[] caches = Read(new CnnOptions { CacheBytes = 0 });

        foreach (PictureCache cache in caches)
        {
            Assert.StartsWith("40 of 41 pictures have room neither in memory nor on the disk, and are decoded anew in every epoch: ", cache.Remark, StringComparison.Ordinal);
            Assert.Contains(folder.In("scratch"), cache.Remark, StringComparison.Ordinal);
            AssertHas(Decoded(), cache);
        }
    }

    private static void AssertHas(byte[]?[] expected, PictureCache cache)
    {
        for (int index = 0; index < Pictures; index++)
        {
            Assert.True(expected[index].AsSpan().SequenceEqual(cache.Find(index)?.Pixels), $"picture {index}");
        }
    }

    private byte[]?[] Decoded() =>
        [.. Paths.Select((path, index) => index == Broken ? null : PictureDecoder.Decode(path, PictureCache.OptionsFor(Network)).Pixels)];

    private PictureCache[] Read(CnnOptions options)
    {
        opened = new PictureCache[Ranks];
        InProcessGroup.Run(Ranks, communicator => opened[communicator.Rank] = PictureCache.Read(
            Paths, Network, options with { ScratchFolder = folder.In("scratch"), Communicator = communicator }, _ => { }, CancellationToken.None));
        return opened;
    }
}
