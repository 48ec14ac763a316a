namespace Discern.Cleaning.Checks;

/// <summary>Pictures of far more or far fewer pixels than the others.</summary>
internal sealed class SizeCheck : MedianCheck
{
    public override IssueKind Kind => IssueKind.OddSize;

    protected override double Measure(PictureSize size) => (double)size.Width * size.Height;

    protected override double Most(CleaningOptions options) => options.MostSizeRatio;

    protected override string Explain(PictureSize size, double ratio) =>
        $"Its {size} pixels are {Math.Max(ratio, 1 / ratio):0} times {(ratio > 1 ? "as many as" : "fewer than")} is usual here.";
}
