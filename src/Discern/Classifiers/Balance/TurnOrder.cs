using Discern.Compute.Random;

namespace Discern.Classifiers.Balance;

/// <summary>An order in which classes take turns: of each equally many examples, the members of a class one after the other, then again.</summary>
internal static class TurnOrder
{
    /// <summary>Fills an order of examples.</summary>
    /// <param name="order">Receives as many examples as there are, rare ones several times, frequent ones perhaps not at all.</param>
    /// <param name="labels">The class of each example.</param>
    /// <param name="random">Draws turns and members.</param>
    public static void Fill(Span<int> order, IReadOnlyList<int> labels, ref Philox random)
    {
        int[][] members = [.. Enumerable.Range(0, labels.Count).GroupBy(example => labels[example]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        int[] next = new int[members.Length];
        int[] turns = [.. Enumerable.Range(0, members.Length)];
        for (int place = 0; place < order.Length; place++)
        {
            if (place % turns.Length == 0)
            {
                random.Shuffle(turns.AsSpan());
            }

            int turn = turns[place % turns.Length];
            if (next[turn] % members[turn].Length == 0)
            {
                random.Shuffle(members[turn].AsSpan());
            }

            order[place] = members[turn][next[turn]++ % members[turn].Length];
        }
    }
}
