using Discern.Features.Caching;

namespace Discern.Tests.Features.Caching;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly FeatureKey First = new(1, 2);
    private static readonly FeatureKey Second = new(3, 4);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_there_the_next_time()
    {
        Write(First, 1, 2, 3);
        Write(Second, 4, 5, 6);
        Assert.Equal([1, 2, 3], Read(First)!);
        Assert.Equal([4, 5, 6], Read(Second)!);
        Assert.Null(Read(new FeatureKey(1, 3)));
    }

    [Fact]
    public void Half_a_record_at_the_end_does_not_count_and_is_written_over()
    {
        Write(First, 1, 2, 3);
        long whole = new FileInfo(CacheFile).Length;
        Write(Second, 4, 5, 6);
        for (long length = new FileInfo(CacheFile).Length - 1; length >= whole; length--)
        {
            Truncate(length);
            Assert.Equal([1, 2, 3], Read(First)!);
            Assert.Null(Read(Second));
        }

        Truncate(whole + 5);
        Write(Second, 7, 8, 9);
        Assert.Equal([7, 8, 9], Read(Second)!);
    }

    [Fact]
    public void A_cut_head_begins_anew()
    {
        Write(First, 1, 2, 3);
        Truncate(7);
        Assert.Null(Read(First));
        Write(First, 4, 5, 6);
        Assert.Equal([4, 5, 6], Read(First)!);
    }

    [Fact]
    public void A_changed_byte_makes_a_record_absent()
    {
        Write(First, 1, 2, 3);
        byte[] bytes = File.ReadAllBytes(CacheFile);
        for (int place = 16; place < bytes.Length; place++)
        {
            byte[] changed = [.. bytes];
            changed[place] ^= 1;
            File.WriteAllBytes(CacheFile, changed);
            Assert.Null(Read(First));
        }
    }

    [Fact]
    public void While_one_writes_another_reads()
    {
        Write(First, 1, 2, 3);
        using FeatureCache writer = Open();
        using FeatureCache reader = Open();
        var values = new float[3];
        Assert.True(reader.TryRead(First, values));
        reader.Write(Second, [4, 5, 6]);
        Assert.Equal(1, reader.Count);
    }

    private string CacheFile => Assert.Single(Directory.GetFiles(folder.Path, "*.features"));

    private FeatureCache Open() => FeatureCache.Open(folder.Path, "body", new string('a', 64), features: 3);

    private void Truncate(long length)
    {
        using FileStream file = File.OpenWrite(CacheFile);
        file.SetLength(length);
    }

    private void Write(FeatureKey key, params float[] values)
    {
        using FeatureCache cache = Open();
        cache.Write(key, values);
    }

    private float[]? Read(FeatureKey key)
    {
        using FeatureCache cache = Open();
        var values = new float[3];
        return cache.TryRead(key, values) ? values : null;
    }
}
