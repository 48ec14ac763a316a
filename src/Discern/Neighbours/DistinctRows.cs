using Discern.Compute.Distances;

namespace Discern.Neighbours;

/// <summary>Rows that are the same, put together: numbered in the order in which each first occurs.</summary>
internal sealed class DistinctRows
{
    private readonly int[] starts;
    private readonly int[] members;

    private DistinctRows(int[] starts, int[] members)
    {
        this.starts = starts;
        this.members = members;
    }

    /// <summary>How many different rows there are.</summary>
    public int Count => starts.Length - 1;

    /// <summary>The places of the set that hold a row, ascending.</summary>
    public ReadOnlySpan<int> Of(int distinct) => members.AsSpan(starts[distinct]..starts[distinct + 1]);

    /// <summary>Finds them.</summary>
    public static DistinctRows In(RowSet rows)
    {
        int capacity = 16;
        while (capacity < 2L * rows.Count && capacity < 1 << 30)
        {
            capacity *= 2;
        }

        int[] slots = new int[capacity]; // 1 + the distinct row's number
        int[] numberOf = new int[rows.Count];
        var firsts = new List<int>();
        for (int place = 0; place < rows.Count; place++)
        {
            ReadOnlySpan<float> values = rows[place];
            int slot = Hash(values) & (capacity - 1);
            while (slots[slot] != 0 && !rows[firsts[slots[slot] - 1]].SequenceEqual(values))
            {
                slot = (slot + 1) & (capacity - 1);
            }

            if (slots[slot] == 0)
            {
                firsts.Add(place);
                slots[slot] = firsts.Count;
            }

            numberOf[place] = slots[slot] - 1;
        }

        return Group(numberOf, firsts.Count);
    }

    private static DistinctRows Group(int[] numberOf, int count)
    {
        int[] starts = new int[count + 1];
        foreach (int number in numberOf)
        {
            starts[number + 1]++;
        }

        for (int number = 0; number < count; number++)
        {
            starts[number + 1] += starts[number];
        }

        int[] next = [.. starts];
        int[] members = new int[numberOf.Length];
        for (int place = 0; place < numberOf.Length; place++)
        {
            members[next[numberOf[place]]++] = place;
        }

        return new DistinctRows(starts, members);
    }

    // 0 and −0 are the same number and must have the same hash.
    private static int Hash(ReadOnlySpan<float> values)
    {
        ulong hash = 0x9E3779B97F4A7C15;
        foreach (float value in values)
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value + 0f)) * 0xBF58476D1CE4E5B9;
            hash ^= hash >> 29;
        }

        return (int)(hash >> 20);
    }
}
