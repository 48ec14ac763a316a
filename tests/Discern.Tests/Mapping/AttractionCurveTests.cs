using Discern.Mapping;

namespace Discern.Tests.Mapping;

public sealed class AttractionCurveTests
{
    // As umap-learn 0.5 finds them: find_ab_params(1.0, minimum distance).
    [Theory]
    [InlineData(0.1, 1.57694, 0.89506)]
    [InlineData(0.5, 0.58303, 1.33417)]
    public void It_is_the_curve_that_umap_learn_fits(double minimumDistance, double a, double b)
    {
        var curve = AttractionCurve.Fit(minimumDistance);

        Assert.Equal(a, curve.A, 3);
        Assert.Equal(b, curve.B, 3);
    }
}
