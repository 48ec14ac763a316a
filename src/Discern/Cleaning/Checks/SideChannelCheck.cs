using Discern.Datasets;

namespace Discern.Cleaning.Checks;

/// <summary>
/// Classes that something other than the picture's content tells from the others: a classifier may learn that instead, and fail
/// on pictures from elsewhere.
/// </summary>
/// <remarks>
/// For each channel and class, the values that are more frequent in the class than outside it are its marks; their excess, the share of the class that bears a mark less
/// the share of the others that does, is the total variation distance between the two, and Youden's J of the best guess. Every picture is judged by the counts without
/// itself, so that values which occur once tell nothing.
/// </remarks>
internal sealed class SideChannelCheck : Check
{
    private const double LeastExcess = 0.5;
    private const int LeastPictures = 10;
    private const int ValuesShown = 3;
    private const int ExamplesShown = 6;

    public override IssueKind Kind => IssueKind.SideChannel;

    public override IEnumerable<Issue> Find(Evidence evidence)
    {
        Survey survey = evidence.Survey;
        if (!survey.IsLabelled)
        {
            yield break;
        }

        string[] labels = [.. survey.Pictures.Select(picture => picture.Label!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (SideChannel channel in SideChannel.All)
        {
            (int Picture, string Label, string Value)[] marks =
                [.. survey.Readable.Select(picture => (picture, survey.Pictures[picture].Label!, channel.Value(survey.Pictures[picture])))];
            Issue[] found = [.. labels.Select(label => Judge(channel, label, marks)).OfType<Issue>()];

            // What marks one of two classes is missing in the other: that is one finding, told of the class that it marks best.
            foreach (Issue issue in labels.Length == 2 && found.Length == 2 ? [found.MaxBy(issue => issue.Score)!] : found)
            {
                yield return issue;
            }
        }
    }

    private Issue? Judge(SideChannel channel, string label, (int Picture, string Label, string Value)[] marks)
    {
        ILookup<bool, (int Picture, string Label, string Value)> isOfClass = marks.ToLookup(mark => string.Equals(mark.Label, label, StringComparison.Ordinal));
        (int inside, int outside) = (isOfClass[true].Count(), isOfClass[false].Count());
        if (inside < LeastPictures || outside < LeastPictures)
        {
            return null;
        }

        Dictionary<string, int> within = isOfClass[true].CountBy(mark => mark.Value, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        Dictionary<string, int> beyond = isOfClass[false].CountBy(mark => mark.Value, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        bool IsMark(string value, int ownInside, int ownOutside) =>
            (within.GetValueOrDefault(value) - ownInside) / (double)inside > (beyond.GetValueOrDefault(value) - ownOutside) / (double)outside;
        int[] marked = [.. isOfClass[true].Where(mark => IsMark(mark.Value, 1, 0)).Select(mark => mark.Picture)];
        int[] others = [.. isOfClass[false].Where(mark => IsMark(mark.Value, 0, 1)).Select(mark => mark.Picture)];
        double excess = (marked.Length / (double)inside) - (others.Length / (double)outside);
        if (excess < LeastExcess)
        {
            return null;
        }

        string[] values = [.. within.Where(pair => IsMark(pair.Key, 1, 0)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];
        string shown = values.Length <= ValuesShown ? string.Join(" or ", values) : $"one of {values.Length} values such as {string.Join(", ", values.Take(ValuesShown))}";
        string who = marked.Length == inside ? $"All {inside} pictures" : $"{marked.Length} of {inside} pictures";
        string explanation = $"{who} of '{label}' have the {channel.Name} {shown}; of the other {Sentence.Count(outside, "picture")} {others.Length} {(others.Length == 1 ? "has" : "have")}. {channel.Consequence}";
        int[] elsewhere = [.. isOfClass[false].Select(mark => mark.Picture).Except(others)];
        return new Issue(Kind, Picture: null, [.. marked.Take(ExamplesShown), .. elsewhere.Take(ExamplesShown)], excess, explanation);
    }
}
