using Discern.Datasets;

namespace Discern.Cleaning.Checks;

/// <summary>The same picture under two classes: one of them is wrong.</summary>
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
                    yield return About(member, 1, $"The same picture lies under {Sentence.Names(labels)}, too, as {evidence.Name(others[0])}.", others);
                }
            }
        }
    }
}
