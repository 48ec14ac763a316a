namespace Discern.Cleaning.Quarantining;

/// <summary>A picture to set aside.</summary>
/// <param name="Path">Relative to the collection's root, with forward slashes.</param>
/// <param name="Kind">Why.</param>
/// <param name="Explanation">The same as a sentence.</param>
public sealed record SetAside(string Path, IssueKind Kind, string Explanation)
{
    /// <summary>The pictures that issues of some kinds are about, each once, for the first of its issues.</summary>
    public static IReadOnlyList<SetAside> From(CleaningResult result, IReadOnlyCollection<IssueKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            .. result.Issues.Where(issue => issue.Picture is not null && kinds.Contains(issue.Kind))
                .DistinctBy(issue => issue.Picture)
                .Select(issue => new SetAside(result.Survey.Pictures[issue.Picture!.Value].Path, issue.Kind, issue.Explanation)),
        ];
    }
}
