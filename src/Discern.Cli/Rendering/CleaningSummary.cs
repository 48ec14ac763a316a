namespace Discern.Cli.Rendering;

/// <summary>What <c>discern clean --json</c> writes.</summary>
/// <param name="Pictures">How many pictures were looked at.</param>
/// <param name="Issues">How many issues of each kind there are.</param>
/// <param name="Classes">What is wrong with classes as a whole, as sentences.</param>
/// <param name="Table">The file with all issues.</param>
/// <param name="Gallery">The gallery file.</param>
/// <param name="Quarantined">How many pictures were set aside; null where that was not asked for.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
/// <param name="Seconds">How long each phase took.</param>
internal sealed record CleaningSummary(
    int Pictures,
    IReadOnlyDictionary<string, int> Issues,
    IReadOnlyList<string> Classes,
    string Table,
    string Gallery,
    int? Quarantined,
    IReadOnlyList<string> Remarks,
    IReadOnlyDictionary<string, double> Seconds);
