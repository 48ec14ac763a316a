using Discern.Runs;
using Discern.Splitting;

namespace Discern.Cli.Rendering;

/// <summary>What <c>discern split --json</c> writes.</summary>
/// <param name="Output">The folder that was made, or that holds the table.</param>
/// <param name="Index">The table of all pictures.</param>
/// <param name="Seed">The seed of the drawing.</param>
/// <param name="Pictures">How many pictures were split.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Counts">How many pictures each class has in each part, in the order of the classes.</param>
/// <param name="Groups">How the groups fared; balances are shares, 0 to 1.</param>
/// <param name="Links">How many hard links were made.</param>
/// <param name="Copies">How many copies were made.</param>
/// <param name="Skipped">Pictures that cannot be read, and were left out.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
internal sealed record SplitSummary(
    string Output,
    string Index,
    ulong Seed,
    int Pictures,
    IReadOnlyList<string> Classes,
    SplitCounts Counts,
    GroupingCost Groups,
    int Links,
    int Copies,
    IReadOnlyList<SkippedPicture> Skipped,
    IReadOnlyList<string> Remarks);
