using Discern.Evaluation;
using Discern.Evaluation.Intervals;

namespace Discern.Tests.Evaluation;

public sealed class CorrectedResampledTestTests
{
    // By the closed form for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4), in Python's double precision.
    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(2, 4, 0.11611652351681567)]
    [InlineData(0.5, 9, 0.6290712998260265)]
    [InlineData(5, 9, 0.000738967909803323)]
    [InlineData(12, 9, 7.699886221956831e-07)]
    [InlineData(2, 99, 0.048239693372633896)]
    [InlineData(2.5, 8, 0.03694203771362414)]
    public void The_probabilities_are_students(double t, int degreesOfFreedom, double expected)
    {
        Assert.Equal(1, StudentDistribution.TwoSided(t, degreesOfFreedom) / expected, 1e-9);
        Assert.Equal(1, StudentDistribution.TwoSided(-t, degreesOfFreedom) / expected, 1e-9);
        Assert.Equal(t, StudentDistribution.Quantile(expected, degreesOfFreedom), 1e-8);
    }

    // By the formula, (1/J + n2/n1) s², in Python.
    [Fact]
    public void The_variance_is_corrected_for_what_folds_share()
    {
        var test = CorrectedResampledTest.Of([0.02, 0.01, 0.03, 0.02, 0.01, -0.01, 0.02, 0.04, 0.0, 0.01], testShare: 0.25);

        Assert.Equal(0.015, test.Mean, 1e-15);
        Assert.Equal(0.008482007099999647, test.StandardError, 1e-15);
        Assert.Equal(9, test.DegreesOfFreedom);
        Assert.Equal(0.11077709303519712, test.PValue, 1e-12);
        Assert.Equal(-0.004187633115684146, test.Interval.Low, 1e-10);
        Assert.Equal(0.03 + 0.004187633115684146, test.Interval.High, 1e-10);
    }

    [Fact]
    public void No_difference_at_all_is_no_evidence()
    {
        var test = CorrectedResampledTest.Of([0, 0, 0], testShare: 0.5);

        Assert.Equal(1, test.PValue);
        Assert.Equal(new Estimate(0, 0, 0), test.Interval);
    }

    // Differences that share a part, as folds do that learnt from the same pictures: the plain test is misled by it.
    [Fact]
    public void Where_nothing_differs_it_rejects_in_no_more_cases_than_it_says()
    {
        var random = new Discern.Compute.Random.Philox(5, 7);
        int corrected = 0;
        int plain = 0;
        const int Trials = 1000;
        for (int trial = 0; trial < Trials; trial++)
        {
            double common = random.NextNormal();
            double[] differences = [.. Enumerable.Range(0, 10).Select(_ => (0.4 * common) + random.NextNormal())];
            corrected += CorrectedResampledTest.Of(differences, 0.25).PValue < 0.05 ? 1 : 0;
            plain += CorrectedResampledTest.Of(differences, 1e-12).PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(corrected, 0, 80);
        Assert.True(plain > 150, $"The plain test rejects in {plain} of {Trials} cases; it should be misled here.");
    }

    [Theory]
    [InlineData(new[] { 0.01, 0.04, 0.03, 0.005 }, new[] { 0.03, 0.06, 0.06, 0.02 })]
    [InlineData(new[] { 0.5, 0.4, 0.9 }, new[] { 1.0, 1.0, 1.0 })]
    [InlineData(new[] { 0.2 }, new[] { 0.2 })]
    public void Holm_corrects_from_the_smallest_up_and_never_falls(double[] probabilities, double[] expected) =>
        Assert.Equal(expected, HolmCorrection.Adjust(probabilities).Select(p => Math.Round(p, 12)));
}
