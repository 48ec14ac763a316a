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

    public PictureCacheTests()
    {
        folder.WithSquares("data", Pictures, red: 200, blue: 50);
        File.WriteAllText(Paths[Broken], "no picture");
    }

    private string[] Paths => [.. Enumerable.Range(0, Pictures).Select(number => folder.In("data", $"{number}.png"))];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Processes_give_each_other_what_they_have_decoded()
    {
        PictureCache[] caches = Read(Pictures * PictureBytes);
        Picture?[] expected = [.. Paths.Select((path, index) => index == Broken ? null : PictureDecoder.Decode(path, PictureCache.OptionsFor(Network)))];
        Directory.Delete(folder.In("data"), recursive: true); // from here on nothing can be decoded

        foreach (PictureCache cache in caches)
        {
            Assert.Equal(Pictures - 1, cache.HeldCount);
            Assert.Equal([Broken], cache.Failures.Keys);
            for (int index = 0; index < Pictures; index++)
            {
                Assert.Equal(expected[index]?.Pixels, cache.Find(index)?.Pixels);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(20)]
    public void None_holds_more_than_its_budget(int most)
    {
        PictureCache[] caches = Read(most * PictureBytes);

        Assert.All(caches, cache => Assert.Equal(most, cache.HeldCount));
    }

    private PictureCache[] Read(long budget)
    {
        var caches = new PictureCache[Ranks];
        InProcessGroup.Run(Ranks, communicator =>
            caches[communicator.Rank] = PictureCache.Read(Paths, Network, budget, communicator, _ => { }, CancellationToken.None));
        return caches;
    }
}
