using Discern.Cleaning.NearDuplicates;

namespace Discern.Cleaning;

/// <summary>What a cleaning found; nothing is changed by finding it.</summary>
/// <param name="Survey">The pictures.</param>
/// <param name="Duplicates">Pictures that are the same one, whatever their classes and splits.</param>
/// <param name="Issues">By kind, the worst of each first.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
/// <param name="Seconds">How long each phase took.</param>
public sealed record CleaningResult(
    Survey Survey, IReadOnlyList<DuplicateGroup> Duplicates, IReadOnlyList<Issue> Issues, IReadOnlyList<string> Remarks, IReadOnlyDictionary<CleaningPhase, double> Seconds)
{
    /// <summary>How many issues of a kind there are.</summary>
    public int Count(IssueKind kind) => Issues.Count(issue => issue.Kind == kind);
}
