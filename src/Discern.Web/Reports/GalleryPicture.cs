namespace Discern.Web.Reports;

/// <summary>A picture, what it is and what the classifier answered.</summary>
/// <param name="Number">Its number in the report: it may be shown in several places, and stands in the file once.</param>
/// <param name="Path">Its path in the data, forward slashes; text from outside.</param>
/// <param name="Label">What it is.</param>
/// <param name="Answer">What the classifier said.</param>
/// <param name="AnswerProbability">The probability that the classifier gave its answer, 0 to 1.</param>
/// <param name="Thumbnail">The picture, small; null where it could not be read.</param>
/// <param name="Trouble">Why there is no thumbnail, as a sentence.</param>
public sealed record GalleryPicture(
    int Number,
    string Path,
    string Label,
    string Answer,
    double AnswerProbability,
    Thumbnail? Thumbnail,
    string? Trouble);
