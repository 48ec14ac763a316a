namespace Discern.Cleaning.Checks;

/// <summary>Pictures that are there again and again, as "image not available" is.</summary>
internal sealed class PlaceholderCheck : Check
{
    public override IssueKind Kind => IssueKind.Placeholder;

    public override IEnumerable<Issue> Find(Evidence evidence) =>
        from duplicates in evidence.Duplicates
        where duplicates.Members.Count >= evidence.Options.PlaceholderCount
        from member in duplicates.Members
        let other = duplicates.Members.First(other => other != member)
        select About(member, duplicates.Members.Count, $"The same picture is there {duplicates.Members.Count} times: it may stand for pictures that are not available.", other);
}
