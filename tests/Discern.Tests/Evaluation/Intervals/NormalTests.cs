using Discern.Evaluation.Intervals;

namespace Discern.Tests.Evaluation.Intervals;

public sealed class NormalTests
{
    // scipy 1.10.1: stats.norm.cdf
    [Theory]
    [InlineData(-8, 6.22096057427174e-16)]
    [InlineData(-1.5, 0.06680720126885807)]
    [InlineData(0, 0.5)]
    [InlineData(0.3, 0.6179114221889526)]
    [InlineData(2, 0.9772498680518208)]
    [InlineData(7.5, 0.9999999999999681)]
    public void Cumulative_probability(double x, double expected)
    {
        Assert.Equal(expected, Normal.Cumulative(x), 1e-14);
        Assert.Equal(1, Normal.Cumulative(x) / expected, 1e-8);
    }

    // scipy 1.10.1: stats.norm.ppf
    [Theory]
    [InlineData(0.025, -1.9599639845400545)]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.0001, -3.7190164854556804)]
    [InlineData(1e-9, -5.9978070150076865)]
    [InlineData(1e-30, -11.464024688443613)]
    public void Quantile(double probability, double expected) => Assert.Equal(expected, Normal.Quantile(probability), 1e-13);
}
