namespace Discern.Cleaning.Checks;

/// <summary>Files of one class with the same bytes, but for the best placed one.</summary>
internal sealed class ExactDuplicateCheck : Check
{
    public override IssueKind Kind => IssueKind.ExactDuplicate;

    public override IEnumerable<Issue> Find(Evidence evidence) =>
        from duplicates in evidence.Duplicates
        from members in evidence.ByLabel(duplicates)
        from copies in members.GroupBy(member => evidence.Facts(member).Sha256, StringComparer.Ordinal)
        from copy in copies.Skip(1)
        select About(copy, 1, $"It has the same bytes as {evidence.Name(copies.First())}.", copies.First());
}
