namespace Discern.Cleaning.Checks;

/// <summary>Pictures that are all of one grey.</summary>
internal sealed class ContrastCheck : PictureCheck
{
    public override IssueKind Kind => IssueKind.LowContrast;

    protected override (double Score, string Explanation)? Judge(PictureFacts facts, CleaningOptions options) =>
        facts.Tone.Contrast < options.LeastContrast
            ? (options.LeastContrast - facts.Tone.Contrast, $"Its brightness hardly varies: by {facts.Tone.Contrast:0.0} steps of 256.")
            : null;
}
