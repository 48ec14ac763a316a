using Discern.Classifiers.Transfer;

namespace Discern.Tests.Classifiers.Transfer;

public sealed class ThresholdSearchTests
{
    [Theory]
    [InlineData(40, 20, true)]
    [InlineData(20, 40, true)]
    [InlineData(39, 20, false)]
    [InlineData(400, 19, false)]
    public void OnlyClearlyUnequalClassesWithEnoughPicturesGetOne(int first, int second, bool isWorthwhile) =>
        Assert.Equal(isWorthwhile, ThresholdSearch.IsWorthwhile([first, second]));

    [Fact]
    public void ThreeClassesGetNone() => Assert.False(ThresholdSearch.IsWorthwhile([100, 20, 20]));
}
