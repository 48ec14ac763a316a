namespace Discern.Cleaning.Checks;

/// <summary>A check that looks at one readable picture after the other.</summary>
internal abstract class PictureCheck : Check
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Issue> Find(Evidence evidence)
    {
        foreach (int picture in evidence.Survey.Readable)
        {
            if (Judge(evidence.Facts(picture), evidence.Options) is { } verdict)
            {
                yield return About(picture, verdict.Score, verdict.Explanation);
            }
        }
    }

    /// <summary>What is wrong with a picture, or null.</summary>
    protected abstract (double Score, string Explanation)? Judge(PictureFacts facts, CleaningOptions options);
}
