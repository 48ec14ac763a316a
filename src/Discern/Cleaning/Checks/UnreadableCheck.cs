namespace Discern.Cleaning.Checks;

/// <summary>Files that cannot be read as pictures.</summary>
internal sealed class UnreadableCheck : Check
{
    public override IssueKind Kind => IssueKind.Unreadable;

    public override IEnumerable<Issue> Find(Evidence evidence) =>
        evidence.Survey.Pictures.Index()
            .Where(pair => pair.Item.Failure is not null)
            .Select(pair => About(pair.Index, 1, $"It cannot be read: {pair.Item.Failure}."));
}
