using Discern.Datasets;

namespace Discern.Splitting;

/// <summary>What it cost in balance to keep groups together, and what it was good for.</summary>
/// <param name="Groups">Groups of two pictures or more.</param>
/// <param name="Pictures">Pictures in these groups.</param>
/// <param name="Torn">How many of the groups the same drawing, without regard to groups, would have torn apart.</param>
/// <param name="With">The balance that was reached.</param>
/// <param name="Without">The balance of the same drawing without regard to groups.</param>
public sealed record GroupingCost(int Groups, int Pictures, int Torn, SplitBalance With, SplitBalance Without)
{
    internal static GroupingCost Of(IReadOnlyList<Example> examples, DatasetOptions options)
    {
        SplitShares shares = options.Shares;
        Split[] alone = Splitter.Assign([.. examples.Select(example => example with { Group = null })], shares, options.Seed);
        var groups = examples.Zip(alone)
            .Where(pair => pair.First.Group is not null)
            .GroupBy(pair => pair.First.Group!, pair => pair.Second, StringComparer.Ordinal)
            .Select(group => (Count: group.Count(), IsTorn: group.Distinct().Skip(1).Any()))
            .Where(group => group.Count > 1)
            .ToList();
        return new GroupingCost(
            groups.Count,
            groups.Sum(group => group.Count),
            groups.Count(group => group.IsTorn),
            SplitBalance.Of(examples, [.. examples.Select(example => example.Split)], shares),
            SplitBalance.Of(examples, alone, shares));
    }
}
