namespace Discern.Cleaning.Checks;

/// <summary>Pictures without detail: blurred, or nothing but smooth areas. Those without contrast are said so and not again here.</summary>
internal sealed class DetailCheck : PictureCheck
{
    public override IssueKind Kind => IssueKind.LowDetail;

    protected override (double Score, string Explanation)? Judge(PictureFacts facts, CleaningOptions options) =>
        facts.Tone.Detail < options.LeastDetail && facts.Tone.Contrast >= options.LeastContrast
            ? (options.LeastDetail - facts.Tone.Detail, $"It has hardly any detail ({facts.Tone.Detail:0.00}; below {options.LeastDetail:0.00}): it is blurred, or enlarged, or smooth all over.")
            : null;
}
