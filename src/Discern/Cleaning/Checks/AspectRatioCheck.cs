namespace Discern.Cleaning.Checks;

/// <summary>Pictures much longer or higher than the others.</summary>
internal sealed class AspectRatioCheck : MedianCheck
{
    public override IssueKind Kind => IssueKind.OddAspectRatio;

    protected override double Measure(PictureSize size) => (double)size.Width / size.Height;

    protected override double Most(CleaningOptions options) => options.MostElongation;

    protected override string Explain(PictureSize size, double ratio) =>
        $"Its {size} pixels are {Math.Max(ratio, 1 / ratio):0.0} times as {(ratio > 1 ? "wide" : "high")} for their {(ratio > 1 ? "height" : "width")} as is usual here.";
}
