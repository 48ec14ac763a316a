using System.Numerics;

namespace Discern.Cleaning.NearDuplicates;

/// <summary>Some of the bands into which the bits of a hash are cut; hashes are sorted by the bits in them.</summary>
internal sealed class BandChoice
{
    private const int Bits = 64;
    private const int MostBandsAtATime = 3;

    // A table of starts, with as many places as there are keys, is to stay in the cache.
    private const int MostKeyBits = 18;

    // To sort a hash costs about as much as so many comparisons.
    private const double SortingCost = 30;

    private readonly (int Shift, int Count)[] bands;

    private BandChoice((int Shift, int Count)[] bands)
    {
        this.bands = bands;
        KeyBits = bands.Sum(band => band.Count);
        foreach ((int shift, int count) in bands)
        {
            Mask |= (count == Bits ? ulong.MaxValue : (1ul << count) - 1) << shift;
        }

        // Keys of more bits are cut: the runs then hold hashes that differ in the band, and comparing them finds that out.
        if (KeyBits > MostKeyBits)
        {
            this.bands[^1].Count -= KeyBits - MostKeyBits;
            KeyBits = MostKeyBits;
        }
    }

    /// <summary>The bits of the bands.</summary>
    public ulong Mask { get; }

    /// <summary>Bits of a key.</summary>
    public int KeyBits { get; }

    /// <summary>All choices of so many bands that hashes within the distance agree in one of them, for the number that costs least.</summary>
    public static BandChoice[] Cheapest(int left, int right, int distance)
    {
        int together = Enumerable.Range(1, MostBandsAtATime).MinBy(count => Cost(left, right, distance, count));
        int total = distance + together;
        return [.. Subsets(total, together).Select(subset => new BandChoice([.. subset.Select(band => Band(band, total))]))];
    }

    /// <summary>The bits of the bands, side by side.</summary>
    public int KeyOf(ulong hash)
    {
        int key = 0;
        foreach ((int shift, int count) in bands)
        {
            key = (key << count) | (int)((hash >> shift) & ((1ul << count) - 1));
        }

        return key;
    }

    private static double Cost(int left, int right, int distance, int together)
    {
        int total = distance + together;
        double keyBits = Math.Min(MostKeyBits, (double)together * Bits / total);
        double compared = left * (double)right / Math.Pow(2, keyBits);
        return Subsets(total, together).Count() * (((left + (double)right) * SortingCost) + Math.Pow(2, keyBits) + compared);
    }

    private static (int Shift, int Count) Band(int band, int total)
    {
        int start = band * Bits / total;
        return (start, ((band + 1) * Bits / total) - start);
    }

    private static IEnumerable<int[]> Subsets(int total, int size) =>
        Enumerable.Range(0, 1 << total)
            .Where(members => BitOperations.PopCount((uint)members) == size)
            .Select(members => Enumerable.Range(0, total).Where(band => (members >> band & 1) == 1).ToArray());
}
