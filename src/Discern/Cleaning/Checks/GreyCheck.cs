namespace Discern.Cleaning.Checks;

/// <summary>Grey pictures where nearly all others are in colour.</summary>
internal sealed class GreyCheck : Check
{
    /// <summary>No pixel but one in a hundred has channels farther apart than a JPEG's rounding puts them.</summary>
    public const float MostColourfulness = 12;

    private const double LeastColouredShare = 0.9;

    public override IssueKind Kind => IssueKind.GreyAmongColour;

    public override IEnumerable<Issue> Find(Evidence evidence)
    {
        int[] grey = [.. evidence.Survey.Readable.Where(picture => evidence.Facts(picture).Tone.Colourfulness <= MostColourfulness)];
        double share = 1 - ((double)grey.Length / Math.Max(1, evidence.Survey.Readable.Count));
        return share < LeastColouredShare
            ? []
            : grey.Select(picture => About(picture, share, $"It is grey, and {share:P1} of the pictures are in colour."));
    }
}
