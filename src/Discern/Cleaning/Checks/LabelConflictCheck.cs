using Discern.Datasets;

namespace Discern.Cleaning.Checks;

/// <summary>A picture and its copy, or near copy, under two classes: one of them is wrong, or what tells the classes apart is small.</summary>
internal sealed class LabelConflictCheck : Check
{
    public override IssueKind Kind => IssueKind.LabelConflict;

    public override IEnumerable<Issue> Find(Evidence evidence)
    {
        foreach (int[] members in evidence.Duplicates.Select(group => group.Members.ToArray()))
        {
            foreach (int member in members)
            {
                string? label = evidence.Survey.Pictures[member].Label;
                int[] others = [.. members.Where(other => !string.Equals(evidence.Survey.Pictures[other].Label, label, StringComparison.Ordinal))];
                if (others.Length > 0)
                {
                    string[] labels = [.. others.Select(other => evidence.Survey.Pictures[other].Label!).Distinct(StringComparer.Ordinal)];
                    string what = evidence.Facts(member).Sha256.Equals(evidence.Facts(others[0]).Sha256, StringComparison.Ordinal) ? "The same picture" : "Nearly the same picture";
                    yield return About(member, 1, $"{what} lies under {Sentence.Names(labels)}, too, as {evidence.Name(others[0])}.", others);
                }
            }
        }
    }
}
