namespace Discern.Cleaning.Checks;

/// <summary>Pictures of too few pixels to show anything.</summary>
internal sealed class SmallCheck : PictureCheck
{
    public override IssueKind Kind => IssueKind.TooSmall;

    protected override (double Score, string Explanation)? Judge(PictureFacts facts, CleaningOptions options)
    {
        var size = PictureSize.Of(facts);
        int side = Math.Min(size.Width, size.Height);
        return side < options.LeastSide ? ((double)options.LeastSide / side, $"It has only {size} pixels.") : null;
    }
}
