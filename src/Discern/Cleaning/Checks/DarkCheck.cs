namespace Discern.Cleaning.Checks;

/// <summary>Pictures that are almost black.</summary>
internal sealed class DarkCheck : PictureCheck
{
    public override IssueKind Kind => IssueKind.TooDark;

    protected override (double Score, string Explanation)? Judge(PictureFacts facts, CleaningOptions options) =>
        facts.Tone.Brightest < options.Dark ? (options.Dark - facts.Tone.Brightest, $"95 % of its pixels are darker than {(facts.Tone.Brightest + 1) / 256:P0} of full light.") : null;
}
