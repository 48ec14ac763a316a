using Discern.Manifests;
using Discern.Sharding;
using Discern.Sharding.Works;

namespace Discern.Tests.Manifests;

/// <summary>A table is cut, shuffled and walked in the same memory, however many rows it has.</summary>
[Collection(AloneCollection.Name)]
public sealed class ManifestMemoryTests : IDisposable
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int Samples = 4;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_hundred_times_as_many_rows_take_the_same_memory()
    {
        Write("few.csv", Few);
        Write("many.csv", Many);

        Peak("few.csv", Few); // what is made once and kept is made now
        long few = Peak("few.csv", Few);
        long many = Peak("many.csv", Many);

        // 16 MB: of a million rows a block of the shuffle is half a megabyte, and held in memory they would be 300 MB.
        Assert.True(many - few < 16_000_000, $"{Few} rows took {few:N0} bytes of managed memory, {Many} took {many:N0}.");
    }

    private void Write(string name, int rows)
    {
        using StreamWriter table = File.CreateText(folder.In(name));
        table.Write("path,category,split,sha256\n");
        for (int row = 0; row < rows; row++)
        {
            ulong digest = (ulong)row * 0x9E3779B97F4A7C15;
            table.Write($"class-{row % 10}/{row:00000000}.jpg,class-{row % 10},,{digest:x16}{row:x48}\n");
        }
    }

    private long Peak(string name, int rows)
    {
        long peak = 0;
        var work = new PredictionWork(Manifest.Open(folder.In(name)), () => throw new InvalidOperationException()) { Options = [] };
        using var cut = new ShardCut(work, new Shard(3, 64), CancellationToken.None);
        int own = 0;
        foreach (ManifestEntry _ in cut.Entries())
        {
            if (own++ % (rows / 64 / Samples) == 0)
            {
                Sample();
            }
        }

        Assert.Equal(rows, cut.Listed);
        Assert.InRange(own, rows / 64 * 0.8, rows / 64 * 1.25);
        long written = PictureIndex.Write(Manifest.Open(folder.In(name)), folder.In("shuffled.csv"), shuffle: 7, (entry, _) =>
        {
            if (entry.Position % (rows / Samples) == 0)
            {
                Sample();
            }
        });
        Assert.Equal(rows, written);
        Assert.Equal(new FileInfo(folder.In(name)).Length, new FileInfo(folder.In("shuffled.csv")).Length);
        return peak;

        void Sample() => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
    }
}
