namespace Discern.Cleaning.NearDuplicates;

/// <summary>Hashes in the order of some of their bits.</summary>
internal sealed class SortedHashes
{
    private readonly int[] starts;

    private SortedHashes(BandChoice choice, ulong[] hashes, int[] indices, int[] starts)
    {
        Choice = choice;
        Hashes = hashes;
        Indices = indices;
        this.starts = starts;
    }

    /// <summary>The bits.</summary>
    public BandChoice Choice { get; }

    /// <summary>The hashes, sorted.</summary>
    public ulong[] Hashes { get; }

    /// <summary>Where each stood before.</summary>
    public int[] Indices { get; }

    /// <summary>Sorts by counting: two passes over the hashes.</summary>
    public static SortedHashes By(BandChoice choice, ReadOnlySpan<ulong> hashes)
    {
        int[] first = new int[(1 << choice.KeyBits) + 1];
        foreach (ulong hash in hashes)
        {
            first[choice.KeyOf(hash) + 1]++;
        }

        for (int key = 1; key < first.Length; key++)
        {
            first[key] += first[key - 1];
        }

        int[] next = first.AsSpan(0, first.Length - 1).ToArray();
        ulong[] sorted = new ulong[hashes.Length];
        int[] indices = new int[hashes.Length];
        for (int index = 0; index < hashes.Length; index++)
        {
            int place = next[choice.KeyOf(hashes[index])]++;
            sorted[place] = hashes[index];
            indices[place] = index;
        }

        return new SortedHashes(choice, sorted, indices, first);
    }

    /// <summary>Where the hashes of a key lie.</summary>
    public (int Start, int End) RunOf(int key) => (starts[key], starts[key + 1]);
}
