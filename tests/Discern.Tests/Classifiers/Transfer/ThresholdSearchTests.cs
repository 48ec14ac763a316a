using Discern.Classifiers.Transfer;

namespace Discern.Tests.Classifiers.Transfer;

public sealed class ThresholdSearchTests
{
    [Fact]
    public void TheRarerClassIsFoundWhereItsF1IsBest()
    {
        // Class 1 is rare: taking the two above 0.25 finds both, with one false alarm at most.
        float[] second = [0.9f, 0.3f, 0.2f, 0.1f, 0.1f, 0.05f];
        int[] labels = [1, 1, 0, 0, 0, 0];
        (double threshold, double f1) = ThresholdSearch.Best(Pairs(second), labels);
        Assert.Equal(0.25, threshold, 1e-6);
        Assert.Equal(1, f1);
    }

    [Fact]
    public void ARareFirstClassIsAnsweredBelowTheThreshold()
    {
        float[] second = [0.7f, 0.95f, 0.9f, 0.9f, 0.99f];
        int[] labels = [0, 1, 1, 1, 1];
        (double threshold, double f1) = ThresholdSearch.Best(Pairs(second), labels);
        Assert.InRange(threshold, 0.7000001, 0.9);
        Assert.Equal(1, f1);
    }

    [Theory]
    [InlineData(40, 20, true)]
    [InlineData(20, 40, true)]
    [InlineData(39, 20, false)]
    [InlineData(400, 19, false)]
    public void OnlyClearlyUnequalClassesWithEnoughPicturesGetOne(int first, int second, bool isWorthwhile) =>
        Assert.Equal(isWorthwhile, ThresholdSearch.IsWorthwhile([first, second]));

    [Fact]
    public void ThreeClassesGetNone() => Assert.False(ThresholdSearch.IsWorthwhile([100, 20, 20]));

    private static float[] Pairs(float[] second) => [.. second.SelectMany(value => new[] { 1 - value, value })];
}
