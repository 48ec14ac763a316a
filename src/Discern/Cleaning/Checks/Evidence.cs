using Discern.Cleaning.NearDuplicates;

namespace Discern.Cleaning.Checks;

/// <summary>All that checks look at.</summary>
/// <param name="Survey">The pictures.</param>
/// <param name="Duplicates">Those that are the same one.</param>
/// <param name="Options">What counts as an issue.</param>
internal sealed record Evidence(Survey Survey, IReadOnlyList<DuplicateGroup> Duplicates, CleaningOptions Options)
{
    /// <summary>A picture that can be read.</summary>
    public PictureFacts Facts(int picture) => Survey.Pictures[picture].Facts!;

    /// <summary>The path of a picture, in quotes.</summary>
    public string Name(int picture) => $"'{Survey.Pictures[picture].Path}'";

    /// <summary>The members of a group by their class, each class's best one first.</summary>
    public IEnumerable<int[]> ByLabel(DuplicateGroup group) =>
        group.Members.GroupBy(member => Survey.Pictures[member].Label, StringComparer.Ordinal).Select(members => BestFirst(members));

    /// <summary>
    /// Copies in the order in which they are worth keeping: those of test and validation stay, so that what is measured there goes on being comparable;
    /// then the largest stays.
    /// </summary>
    public int[] BestFirst(IEnumerable<int> copies) =>
    [
        .. copies.OrderByDescending(copy => Survey.Pictures[copy].Split ?? default)
            .ThenByDescending(copy => (long)Facts(copy).Header.Width * Facts(copy).Header.Height)
            .ThenByDescending(copy => Facts(copy).Bytes)
            .ThenBy(copy => Survey.Pictures[copy].Path.Length)
            .ThenBy(copy => copy),
    ];
}
