using System.Numerics;
using Discern.Cleaning.NearDuplicates;
using Discern.Compute.Random;
using Discern.Compute.Threading;

namespace Discern.Tests.Cleaning.NearDuplicates;

public class HammingJoinTests
{
    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 300)]
    [InlineData(6, 300)]
    [InlineData(6, 40_000)]
    [InlineData(10, 2000)]
    [InlineData(14, 300)]
    [InlineData(20, 300)]
    public void It_finds_what_comparing_all_finds(int distance, int count)
    {
        ulong[] hashes = Hashes(count);

        IReadOnlyList<HashPair> found = HammingJoin.Pairs(hashes, distance, Workers.Shared);

        Assert.Equal(Exhaustive(hashes, distance), found);
    }

    [Fact]
    public void Two_lists_are_joined_in_order()
    {
        ulong[] left = Hashes(500);
        ulong[] right = [.. left.Reverse().Take(100).Select(hash => hash ^ 0b101), 7];

        IReadOnlyList<HashPair> found = HammingJoin.Pairs(left, right, 4, Workers.Shared);

        var expected = from first in Enumerable.Range(0, left.Length)
                       from second in Enumerable.Range(0, right.Length)
                       let differing = BitOperations.PopCount(left[first] ^ right[second])
                       where differing <= 4
                       select new HashPair(first, second, differing);
        Assert.Equal(expected, found);
        Assert.True(found.Count >= 100);
    }

    [Fact]
    public void Equal_hashes_are_all_paired_once()
    {
        Assert.Equal(10, HammingJoin.Pairs(new ulong[5], 6, Workers.Shared).Count);
    }

    [Fact]
    public void Nothing_has_no_pairs()
    {
        Assert.Empty(HammingJoin.Pairs([], 6, Workers.Shared));
    }

    // Random hashes, and for every tenth one a neighbour that differs in up to 20 bits.
    private static ulong[] Hashes(int count)
    {
        var random = new Philox(3, (ulong)count);
        ulong[] hashes = new ulong[count];
        for (int index = 0; index < count; index++)
        {
            hashes[index] = ((ulong)random.NextUInt32() << 32) | random.NextUInt32();
            if (index % 10 == 9)
            {
                hashes[index] = hashes[index - 1 - random.NextInt32(Math.Min(index, 200))];
                for (int bit = random.NextInt32(21); bit > 0; bit--)
                {
                    hashes[index] ^= 1ul << random.NextInt32(64);
                }
            }
        }

        return hashes;
    }

    private static List<HashPair> Exhaustive(ulong[] hashes, int distance)
    {
        var pairs = new List<HashPair>();
        for (int first = 0; first < hashes.Length; first++)
        {
            for (int second = first + 1; second < hashes.Length; second++)
            {
                int differing = BitOperations.PopCount(hashes[first] ^ hashes[second]);
                if (differing <= distance)
                {
                    pairs.Add(new HashPair(first, second, differing));
                }
            }
        }

        return pairs;
    }
}
