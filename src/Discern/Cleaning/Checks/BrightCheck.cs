namespace Discern.Cleaning.Checks;

/// <summary>Pictures that are almost white.</summary>
internal sealed class BrightCheck : PictureCheck
{
    public override IssueKind Kind => IssueKind.TooBright;

    protected override (double Score, string Explanation)? Judge(PictureFacts facts, CleaningOptions options) =>
        facts.Tone.Darkest > options.Bright ? (facts.Tone.Darkest - options.Bright, $"95 % of its pixels are brighter than {facts.Tone.Darkest / 256:P0} of full light.") : null;
}
