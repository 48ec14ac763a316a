using Discern.Datasets;
using Discern.Runs;

namespace Discern.Splitting;

/// <summary>A data set that was split and written.</summary>
/// <param name="Path">The full path of the folder that was made, or that holds the table.</param>
/// <param name="Classes">The names of the classes, in ordinal order.</param>
/// <param name="Pictures">All pictures that were split, in the ordinal order of their paths in the data set.</param>
/// <param name="Groups">How the groups fared.</param>
/// <param name="Links">How many hard links were made.</param>
/// <param name="Copies">How many copies were made.</param>
/// <param name="Skipped">Pictures that cannot be read, and were left out.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
public sealed record SplitResult(
    string Path,
    IReadOnlyList<string> Classes,
    IReadOnlyList<SplitPicture> Pictures,
    GroupingCost Groups,
    int Links,
    int Copies,
    IReadOnlyList<SkippedPicture> Skipped,
    IReadOnlyList<string> Remarks)
{
    /// <summary>The table of all pictures.</summary>
    public string IndexPath => System.IO.Path.Combine(Path, IndexReader.FileName);

    /// <summary>How many pictures each class has in a part, in the order of <see cref="Classes"/>.</summary>
    public IReadOnlyList<int> ClassCounts(Split split)
    {
        int[] counts = new int[Classes.Count];
        foreach (SplitPicture picture in Pictures.Where(picture => picture.Example.Split == split))
        {
            counts[picture.Example.Label]++;
        }

        return counts;
    }
}
