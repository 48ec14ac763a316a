using System.Numerics;
using Discern.Compute.Threading;

namespace Discern.Cleaning.NearDuplicates;

/// <summary>Finds all pairs of 64-bit hashes within a Hamming distance, exactly.</summary>
/// <remarks>
/// The bits are cut into more bands than bits may differ, so that two hashes within the distance agree in some whole bands (the
/// pigeonhole principle; Norouzi, Punjani and Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012; several
/// bands at a time as in Manku, Jain and Das Sarma, "Detecting near-duplicates for web crawling", WWW 2007). For each choice of
/// bands both sides are sorted by them, and only hashes that share them are compared, in runs of contiguous memory. How many bands
/// are taken at a time is what makes sorting and comparing together cheapest. A pair is reported by the first choice that it shares.
/// Memory: about 12 bytes a hash and side, and 12 for each pair that is found.
/// </remarks>
/// <example><code>
/// IReadOnlyList&lt;HashPair&gt; alike = HammingJoin.Pairs(hashes, distance: 6, Workers.Shared);
/// </code></example>
public static class HammingJoin
{
    /// <summary>The greatest distance that can be asked for; beyond it, chance alone makes most pairs alike.</summary>
    public const int MaximumDistance = 20;

    private const int Pieces = 64;

    /// <summary>All pairs of one list, each once, the smaller index first.</summary>
    /// <param name="hashes">The hashes.</param>
    /// <param name="distance">The most bits that may differ, 0 to <see cref="MaximumDistance"/>.</param>
    /// <param name="workers">Who computes; their number does not change the result.</param>
    /// <returns>In the order of <see cref="HashPair.First"/>, then <see cref="HashPair.Second"/>.</returns>
    public static IReadOnlyList<HashPair> Pairs(ReadOnlySpan<ulong> hashes, int distance, Workers workers) =>
        Join(hashes, hashes, distance, isSelf: true, workers);

    /// <summary>All pairs of a hash of one list with a hash of another.</summary>
    /// <param name="left">The hashes that <see cref="HashPair.First"/> counts.</param>
    /// <param name="right">The hashes that <see cref="HashPair.Second"/> counts.</param>
    /// <param name="distance">The most bits that may differ, 0 to <see cref="MaximumDistance"/>.</param>
    /// <param name="workers">Who computes; their number does not change the result.</param>
    /// <returns>In the order of <see cref="HashPair.First"/>, then <see cref="HashPair.Second"/>.</returns>
    public static IReadOnlyList<HashPair> Pairs(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, int distance, Workers workers) =>
        Join(left, right, distance, isSelf: false, workers);

    private static List<HashPair> Join(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, int distance, bool isSelf, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, MaximumDistance);
        BandChoice[] choices = BandChoice.Cheapest(left.Length, right.Length, distance);
        ulong[] masks = [.. choices.Select(choice => choice.Mask)];
        var found = new List<HashPair>();
        for (int number = 0; number < choices.Length; number++)
        {
            SortedHashes ofLeft = SortedHashes.By(choices[number], left);
            SortedHashes ofRight = isSelf ? ofLeft : SortedHashes.By(choices[number], right);
            var pieces = new List<HashPair>[Pieces];
            int current = number;
            workers.For(Pieces, piece =>
            {
                pieces[piece] = [];
                Compare(ofLeft, ofRight, masks.AsSpan(0, current), distance, isSelf, piece, pieces[piece]);
            });
            foreach (List<HashPair> piece in pieces)
            {
                found.AddRange(piece);
            }
        }

        found.Sort(static (one, other) => one.First != other.First ? one.First.CompareTo(other.First) : one.Second.CompareTo(other.Second));
        return found;
    }

    /// <summary>Compares what shares the bands, for one share of the left side.</summary>
    private static void Compare(SortedHashes left, SortedHashes right, ReadOnlySpan<ulong> earlier, int distance, bool isSelf, int piece, List<HashPair> found)
    {
        int from = (int)((long)left.Hashes.Length * piece / Pieces);
        int to = (int)((long)left.Hashes.Length * (piece + 1) / Pieces);
        (int start, int end) = (0, 0);
        int key = -1;
        for (int index = from; index < to; index++)
        {
            ulong hash = left.Hashes[index];
            int next = left.Choice.KeyOf(hash);
            if (next != key)
            {
                key = next;
                (start, end) = right.RunOf(key);
            }

            // Within one list every pair lies in the run twice; the later half of it is enough.
            int begin = isSelf ? index + 1 : start;
            ReadOnlySpan<ulong> run = right.Hashes.AsSpan(begin, Math.Max(0, end - begin));
            for (int place = 0; place < run.Length; place++)
            {
                ulong difference = hash ^ run[place];
                int differing = BitOperations.PopCount(difference);
                if (differing <= distance && !Shares(difference, earlier))
                {
                    found.Add(Pair(left.Indices[index], right.Indices[begin + place], differing, isSelf));
                }
            }
        }
    }

    private static HashPair Pair(int first, int second, int distance, bool isSelf) =>
        isSelf && first > second ? new HashPair(second, first, distance) : new HashPair(first, second, distance);

    private static bool Shares(ulong difference, ReadOnlySpan<ulong> masks)
    {
        foreach (ulong mask in masks)
        {
            if ((difference & mask) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
