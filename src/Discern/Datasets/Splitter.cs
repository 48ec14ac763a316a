using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Discern.Compute.Random;

namespace Discern.Datasets;

/// <summary>Splits pictures so that each class has the asked shares in each split, and no group straddles two.</summary>
/// <remarks>
/// In every class each split gets the number asked for, give or take less than one picture, or less than the class's largest group; where
/// the fractions of many small classes add up, they are dealt so that the splits as a whole come out right, too.
/// A group's place in the drawing depends on the seed and its own name alone, not on the order of files.
/// The idea is that of scikit-learn's <c>StratifiedGroupKFold</c>: large groups first, each to where most is lacking.
/// </remarks>
internal static class Splitter
{
    // A tie goes to the split that can do less well without the picture.
    private static readonly Split[] Order = [Split.Test, Split.Validation, Split.Train];

    /// <summary>Gives a split to each example; the split it had does not matter.</summary>
    /// <returns>One split for each example, in their order.</returns>
    public static Split[] Assign(IReadOnlyList<Example> examples, SplitShares shares, ulong seed)
    {
        Unit[] units = [.. Units(examples, seed)];
        var lack = new Lack(units, shares);
        var splits = new Split[examples.Count];
        var rest = new List<Unit>();
        foreach (Unit unit in units)
        {
            if (lack.SplitWithRoomFor(unit) is { } split)
            {
                Place(unit, split);
            }
            else
            {
                rest.Add(unit);
            }
        }

        foreach (Unit unit in rest)
        {
            Place(unit, lack.SplitInNeedOf(unit));
        }

        return splits;

        void Place(Unit unit, Split split)
        {
            lack.Take(unit, split);
            foreach (int member in unit.Members)
            {
                splits[member] = split;
            }
        }
    }

    private static IOrderedEnumerable<Unit> Units(IReadOnlyList<Example> examples, ulong seed) =>
        Enumerable.Range(0, examples.Count)
            .GroupBy(index => examples[index] is { Group: { } group } ? $"group {group}" : $"picture {examples[index].Path}", StringComparer.Ordinal)
            .Select(members => new Unit(members.Key, Rank(members.Key, seed), [.. members], Labels(members, examples)))
            .OrderByDescending(unit => unit.Members.Length)
            .ThenBy(unit => unit.Rank)
            .ThenBy(unit => unit.Name, StringComparer.Ordinal);

    private static (int Label, int Count)[] Labels(IEnumerable<int> members, IReadOnlyList<Example> examples) =>
        [.. members.CountBy(member => examples[member].Label).Select(count => (count.Key, count.Value)).OrderBy(count => count.Key)];

    private static ulong Rank(string name, ulong seed)
    {
        ulong stream = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var random = new Philox(seed, stream);
        return ((ulong)random.NextUInt32() << 32) | random.NextUInt32();
    }

    /// <summary>Pictures that go to one split together, with how many of each class are among them.</summary>
    private sealed record Unit(string Name, ulong Rank, int[] Members, (int Label, int Count)[] Labels);

    /// <summary>How many pictures of each class each split still lacks.</summary>
    private sealed class Lack
    {
        private readonly double[] totals;
        private readonly double[][] byClass = new double[3][];
        private readonly double[] all = new double[3];
        private readonly Split[] wanted;

        public Lack(Unit[] units, SplitShares shares)
        {
            int classes = units.Length == 0 ? 0 : units.Max(unit => unit.Labels[^1].Label) + 1;
            totals = new double[classes];
            foreach ((int label, int count) in units.SelectMany(unit => unit.Labels))
            {
                totals[label] += count;
            }

            wanted = [.. Order.Where(split => shares[split] > 0)];
            foreach (Split split in Order)
            {
                byClass[(int)split] = [.. totals.Select(total => total * shares[split])];
                all[(int)split] = byClass[(int)split].Sum();
            }
        }

        /// <summary>The split that lacks the unit's classes most, among those that the unit does not overfill.</summary>
        public Split? SplitWithRoomFor(Unit unit)
        {
            // The tolerance keeps 0.7 × 10 = 7.000000000000001 from deciding.
            Split[] roomy = [.. wanted.Where(split => unit.Labels.All(part => byClass[(int)split][part.Label] >= part.Count - 1e-9))];
            return roomy.Length == 0 ? null : roomy.MaxBy(split => Math.Round(Need(unit, split), 9));
        }

        /// <summary>The split that lacks most pictures of all classes, among those that lack the unit's classes at all.</summary>
        public Split SplitInNeedOf(Unit unit) =>
            wanted.Where(split => Need(unit, split) > 1e-9).MaxBy(split => Math.Round(all[(int)split], 9));

        public void Take(Unit unit, Split split)
        {
            foreach ((int label, int count) in unit.Labels)
            {
                byClass[(int)split][label] -= count;
                all[(int)split] -= count;
            }
        }

        private double Need(Unit unit, Split split) =>
            unit.Labels.Sum(part => part.Count * byClass[(int)split][part.Label] / totals[part.Label]);
    }
}
