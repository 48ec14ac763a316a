using Discern.Cleaning.NearDuplicates;
using Discern.Imaging.Hashing;

namespace Discern.Cleaning.Checks;

/// <summary>Pictures of one class that are the same one in other bytes, but for the best one.</summary>
internal sealed class NearDuplicateCheck : Check
{
    public override IssueKind Kind => IssueKind.NearDuplicate;

    public override IEnumerable<Issue> Find(Evidence evidence) =>
        from duplicates in evidence.Duplicates
        from members in evidence.ByLabel(duplicates)
        let different = members.DistinctBy(member => evidence.Facts(member).Sha256, StringComparer.Ordinal).ToArray()
        from copy in different.Skip(1)
        select Describe(evidence, duplicates, copy, different[0]);

    private Issue Describe(Evidence evidence, DuplicateGroup duplicates, int copy, int kept)
    {
        (PictureSize size, PictureSize other) = (PictureSize.Of(evidence.Facts(copy)), PictureSize.Of(evidence.Facts(kept)));
        string sizes = size == other ? $"{size} pixels" : $"{size} pixels against {other}";
        DuplicateLink? link = duplicates.Links.FirstOrDefault(link => (link.First, link.Second) == (copy, kept) || (link.First, link.Second) == (kept, copy));
        string how = link is null ? "through other copies" : $"alike to {link.Correlation:P1}{Turned(link.Second == copy ? link.Orientation : link.Orientation.Inverse)}";
        return About(copy, link?.Correlation ?? duplicates.Links.Min(each => each.Correlation), $"It shows the same as {evidence.Name(kept)}: {how}, {sizes}.", kept);
    }

    private static string Turned(Orientation orientation) => orientation == default ? "" : $" once {orientation.Description}";
}
