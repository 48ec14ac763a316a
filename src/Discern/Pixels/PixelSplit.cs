using Discern.Compute.Random;

namespace Discern.Pixels;

/// <summary>Pixels to learn from and pixels to judge by.</summary>
/// <param name="Training">To learn from.</param>
/// <param name="Test">To judge by.</param>
public sealed record PixelSplit(PixelTable Training, PixelTable Test)
{
    private const ulong Purpose = 0x506978656C73;

    /// <summary>Every pixel by itself falls on one side: copies of a colour on both.</summary>
    /// <param name="table">The pixels.</param>
    /// <param name="testShare">The share to judge by, between 0 and 1.</param>
    /// <param name="seed">The seed.</param>
    public static PixelSplit Random(PixelTable table, double testShare, ulong seed)
    {
        Check(table, testShare);
        var random = new Philox(seed, Philox.Stream(Purpose, 1));
        var training = new List<PixelRow>(table.Rows.Count);
        var test = new List<PixelRow>();
        foreach (PixelRow row in table.Rows)
        {
            int judging = 0;
            for (int pixel = 0; pixel < row.Count; pixel++)
            {
                judging += random.NextDouble() < testShare ? 1 : 0;
            }

            Add(training, row, row.Count - judging);
            Add(test, row, judging);
        }

        return new PixelSplit(table with { Rows = training }, table with { Rows = test }).Checked();
    }

    /// <summary>Groups fall on one side as a whole, from each class about the same share of pixels.</summary>
    /// <param name="table">The pixels.</param>
    /// <param name="testShare">The share to judge by, between 0 and 1.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="DiscernException">The groups are too few to judge every class by.</exception>
    public static PixelSplit Grouped(PixelTable table, double testShare, ulong seed)
    {
        Check(table, testShare);
        var judging = new HashSet<int>();
        foreach (var stratum in table.Rows.GroupBy(row => row.Group).GroupBy(LargestLabel).OrderBy(stratum => stratum.Key))
        {
            (int Group, long Count)[] groups = [.. stratum.Select(group => (group.Key, group.Sum(row => (long)row.Count))).OrderBy(group => group.Key)];
            var random = new Philox(seed, Philox.Stream(Purpose, 2, (ulong)stratum.Key));
            random.Shuffle(groups.AsSpan());
            double wanted = testShare * groups.Sum(group => group.Count);
            foreach ((int group, long count) in groups)
            {
                if (wanted < count / 2.0)
                {
                    break;
                }

                judging.Add(group);
                wanted -= count;
            }
        }

        return new PixelSplit(
            table with { Rows = [.. table.Rows.Where(row => !judging.Contains(row.Group))] },
            table with { Rows = [.. table.Rows.Where(row => judging.Contains(row.Group))] }).Checked();
    }

    private static int LargestLabel(IGrouping<int, PixelRow> group) =>
        group.GroupBy(row => row.Label).OrderBy(label => label.Key).MaxBy(label => label.Sum(row => (long)row.Count))!.Key;

    private static void Check(PixelTable table, double testShare)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (testShare is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "The share to judge by lies between 0 and 1.");
        }
    }

    private static void Add(List<PixelRow> rows, PixelRow row, int count)
    {
        if (count > 0)
        {
            rows.Add(row with { Count = count });
        }
    }

    private PixelSplit Checked()
    {
        foreach ((PixelTable side, string use) in new[] { (Training, "learn from"), (Test, "judge by") })
        {
            int missing = Array.IndexOf(side.ClassCounts(), 0);
            if (missing >= 0)
            {
                string groups = side.Grouping == PixelGrouping.Colour ? "colours" : "pictures";
                throw new DiscernException($"With the {groups} kept together there is no pixel of '{side.Classes[missing]}' to {use}: there are too few {groups}. Add some, or try another seed.");
            }
        }

        return this;
    }
}
