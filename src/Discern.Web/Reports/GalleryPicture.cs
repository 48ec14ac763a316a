namespace Discern.Web.Reports;

/// <summary>A picture, what it is and what the classifier answered.</summary>
/// <param name="Path">Its path in the data, forward slashes; text from outside.</param>
/// <param name="Label">What it is.</param>
/// <param name="Answer">What the classifier said.</param>
/// <param name="AnswerProbability">The probability that the classifier gave its answer, 0 to 1.</param>
/// <param name="LabelProbability">The probability that the classifier gave what it is, 0 to 1.</param>
/// <param name="Thumbnail">The picture, small; null where it could not be read.</param>
/// <param name="Trouble">Why there is no thumbnail, as a sentence.</param>
public sealed record GalleryPicture(
    string Path,
    string Label,
    string Answer,
    double AnswerProbability,
    double LabelProbability,
    Thumbnail? Thumbnail,
    string? Trouble);
