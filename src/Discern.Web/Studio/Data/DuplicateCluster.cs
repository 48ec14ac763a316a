using Discern.Cleaning;

namespace Discern.Web.Studio.Data;

/// <summary>Pictures that a cleaning took for the same one.</summary>
/// <param name="Pictures">Two or more, in the order of their paths.</param>
internal sealed record DuplicateCluster(IReadOnlyList<DataPicture> Pictures)
{
    private static readonly IssueKind[] s_kinds = [IssueKind.ExactDuplicate, IssueKind.NearDuplicate, IssueKind.LabelConflict, IssueKind.SplitLeak];

    /// <summary>All clusters of a listing, the largest first.</summary>
    /// <remarks>Issues name pairs; what is connected by pairs whose pictures are both still there is one cluster.</remarks>
    public static IReadOnlyList<DuplicateCluster> Of(DataListing listing)
    {
        var parents = listing.Pictures.ToDictionary(picture => picture.Path, picture => picture.Path, StringComparer.Ordinal);
        foreach (var issue in listing.Pictures.SelectMany(picture => picture.Issues).Where(issue => s_kinds.Contains(issue.Kind) && issue.Related is { } related && parents.ContainsKey(related)))
        {
            parents[Root(issue.Path!)] = Root(issue.Related!);
        }

        return
        [
            .. listing.Pictures.GroupBy(picture => Root(picture.Path), StringComparer.Ordinal).Where(group => group.Skip(1).Any())
                .Select(group => new DuplicateCluster([.. group])).OrderByDescending(cluster => cluster.Pictures.Count),
        ];

        string Root(string path)
        {
            while (!string.Equals(parents[path], path, StringComparison.Ordinal))
            {
                parents[path] = parents[parents[path]];
                path = parents[path];
            }

            return path;
        }
    }
}
