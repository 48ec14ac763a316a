using Discern.Cleaning;
using Discern.Web.Reports;

namespace Discern.Web.Cleanings;

/// <summary>What the gallery of a cleaning shows.</summary>
/// <param name="Name">The collection's name.</param>
/// <param name="Root">Its folder.</param>
/// <param name="Pictures">How many pictures were looked at.</param>
/// <param name="Accused">How many of them have an issue.</param>
/// <param name="Sections">The findings by kind; kinds without any are left out.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
public sealed record CleaningModel(
    string Name, string Root, int Pictures, int Accused, IReadOnlyList<FindingSection> Sections, IReadOnlyList<string> Remarks)
{
    /// <summary>So many findings of a kind are shown; more make the page large, and issues.csv has them all.</summary>
    public const int MostShown = 60;

    private const int MostBeside = 5;
    private const int MostExamples = 12;

    /// <summary>Chooses what is shown, and makes thumbnails of it.</summary>
    public static CleaningModel From(CleaningResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        var thumbnails = new ThumbnailReader(result.Survey.Root);
        var sections = result.Issues.GroupBy(issue => issue.Kind).Select(issues =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new FindingSection(
                IssueKinds.Name(issues.Key),
                IssueKinds.Meaning(issues.Key),
                issues.Count(),
                [.. issues.Take(MostShown).Select(issue => Show(issue, result.Survey, thumbnails))]);
        });
        return new CleaningModel(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Survey.Root)),
            result.Survey.Root,
            result.Survey.Pictures.Count,
            result.Issues.Where(issue => issue.Picture is not null).Select(issue => issue.Picture).Distinct().Count(),
            [.. sections],
            result.Remarks);
    }

    private static Finding Show(Issue issue, Survey survey, ThumbnailReader thumbnails)
    {
        IEnumerable<FindingPicture> beside = issue.Related.Take(issue.Picture is null ? MostExamples : MostBeside).Select(index => Show(index, isAccused: false, survey, thumbnails));
        return new Finding(issue.Explanation, issue.Picture is { } picture ? [Show(picture, isAccused: true, survey, thumbnails), .. beside] : [.. beside]);
    }

    private static FindingPicture Show(int index, bool isAccused, Survey survey, ThumbnailReader thumbnails)
    {
        var picture = survey.Pictures[index];
        var place = string.Join(", ", new[] { picture.Label, picture.Split?.ToString().ToLowerInvariant() }.OfType<string>());
        var facts = picture.Facts is { Header: var header } ? $"{header.Width}×{header.Height} {header.Format}" : "unreadable";
        var (thumbnail, trouble) = picture.Facts is null ? (null, $"It cannot be read: {picture.Failure}.") : thumbnails.Read(picture.Path);
        return new FindingPicture(picture.Path, place, facts, isAccused, thumbnail, trouble);
    }
}
