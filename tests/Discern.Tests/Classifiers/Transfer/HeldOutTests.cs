using Discern.Classifiers.Transfer;

namespace Discern.Tests.Classifiers.Transfer;

public sealed class HeldOutTests
{
    [Fact]
    public void LossesAreThoseOfTheTrueClasses()
    {
        double[] losses = HeldOut.Losses([0.25f, 0.75f, 0.5f, 0.5f], [1, 0]);
        Assert.Equal(-Math.Log(0.75), losses[0], 1e-6);
        Assert.Equal(-Math.Log(0.5), losses[1], 1e-6);
        Assert.Equal(0.5, HeldOut.Accuracy([0.25f, 0.75f, 0.5f, 0.5f], [1, 0]));
    }

    [Fact]
    public void AnAdvantageIsInStandardErrorsOfThePairs()
    {
        // Differences 1, 2, 3: mean 2, deviation 1, standard error 1/√3.
        Assert.Equal(2 * Math.Sqrt(3), HeldOut.Advantage([2, 4, 6], [1, 2, 3]), 1e-9);
        Assert.Equal(-2 * Math.Sqrt(3), HeldOut.Advantage([1, 2, 3], [2, 4, 6]), 1e-9);
        Assert.Equal(0, HeldOut.Advantage([1], [0]));
    }
}
