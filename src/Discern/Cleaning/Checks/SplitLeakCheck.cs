using Discern.Datasets;

namespace Discern.Cleaning.Checks;

/// <summary>The same picture in two splits: what is learnt from is tested on. Reported are the copies outside the split that is measured last.</summary>
internal sealed class SplitLeakCheck : Check
{
    public override IssueKind Kind => IssueKind.SplitLeak;

    public override IEnumerable<Issue> Find(Evidence evidence)
    {
        foreach (int[] members in evidence.Duplicates.Select(group => evidence.BestFirst(group.Members)))
        {
            Split? kept = evidence.Survey.Pictures[members[0]].Split;
            int[] stay = [.. members.Where(member => evidence.Survey.Pictures[member].Split == kept)];
            foreach (int leak in members.Except(stay))
            {
                yield return About(leak, 1, $"The same picture lies in {SplitNames.Name(kept!.Value)}, too, as {evidence.Name(stay[0])}.", stay);
            }
        }
    }
}
