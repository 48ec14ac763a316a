namespace Discern.Web.Reports;

/// <summary>What happens to the class that is easiest to overlook.</summary>
/// <param name="Class">The class with the fewest pictures; among equals the one found least.</param>
/// <param name="Found">Its pictures that were answered rightly.</param>
/// <param name="FalseAlarms">Pictures of other classes that were answered as this one.</param>
/// <param name="IsRare">Whether it has less than half the pictures it would have if all classes were as large.</param>
public sealed record RareClass(ClassResult Class, long Found, long FalseAlarms, bool IsRare)
{
    private const double RareShare = 0.5;

    /// <summary>Its pictures that were answered as something else.</summary>
    public long Missed => Class.Count - Found;

    /// <summary>Chooses the class among those that have pictures in the split; null where there are fewer than two.</summary>
    /// <param name="split">The result.</param>
    /// <param name="lookedFor">The class that the user looks for, which is then taken if it has pictures; null where that is not known.</param>
    public static RareClass? Of(SplitResult split, string? lookedFor = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        var present = Enumerable.Range(0, split.Classes.Count).Where(i => split.Classes[i].Count > 0).ToList();
        if (present.Count < 2)
        {
            return null;
        }

        var rare = present.Min(i => split.Classes[i].Count) < RareShare * split.Count / split.Classes.Count;

        // Where no class is rare, the one found least is the one to worry about.
        var index = present.FindIndex(i => string.Equals(split.Classes[i].Name, lookedFor, StringComparison.Ordinal)) is var place and >= 0 ? present[place]
            : rare
            ? present.OrderBy(i => split.Classes[i].Count).ThenBy(i => split.Classes[i].Recall.Value).First()
            : present.OrderBy(i => split.Classes[i].Recall.Value).ThenBy(i => split.Classes[i].Count).First();
        var found = split.Confusion[index][index];
        return new RareClass(split.Classes[index], found, split.Answered(index) - found, rare);
    }
}
