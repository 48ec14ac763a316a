using Discern.Sharding;

namespace Discern.Tests.Sharding;

public class ShardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Every_key_falls_into_exactly_one_shard_and_all_are_about_as_large(int count)
    {
        int[] sizes = new int[count];
        int keys = 2000 * count;
        for (int number = 0; number < keys; number++)
        {
            ulong key = (ulong)((UInt128)number * ulong.MaxValue / (uint)(keys - 1)); // from the least to the greatest
            int[] holders = count <= 64
                ? [.. Enumerable.Range(0, count).Where(index => new Shard(index, count).Holds(key))]
                : [(int)((UInt128)key * (uint)count >> 64)];
            Assert.True(new Shard(Assert.Single(holders), count).Holds(key));
            sizes[holders[0]]++;
        }

        Assert.InRange(sizes.Min(), 1998, 2002);
        Assert.InRange(sizes.Max(), 1998, 2002);
    }

    [Theory]
    [InlineData(64, 64, "from 0")]
    [InlineData(-1, 64, "from 0")]
    [InlineData(0, 0, "into 0 shards")]
    [InlineData(0, Shard.MostShards + 1, "1,000,000")]
    public void What_is_no_shard_is_refused(int index, int count, string sentence)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Shard(index, count));
        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shard-3-of-64", true)]
    [InlineData("shard-64-of-64", false)]
    [InlineData("shard-+3-of-64", false)]
    [InlineData("shard-3-of-64-old", false)]
    [InlineData(".shard-3-of-64.node-1.part", false)]
    [InlineData("quarantine", false)]
    public void A_folder_tells_its_shard(string name, bool isShard)
    {
        Assert.Equal(isShard ? new Shard(3, 64) : null, Shard.OfFolder(name));
        Assert.Equal("shard-3-of-64", new Shard(3, 64).FolderName);
    }
}
