using Discern.Compute.Random;
using Discern.Synthesizing.Diffusing;

namespace Discern.Tests.Synthesizing.Diffusing;

public sealed class NoiseLevelTests
{
    [Theory]
    [InlineData(0.002)]
    [InlineData(0.5)]
    [InlineData(80)]
    public void What_the_network_takes_and_gives_has_a_variance_of_one(double deviation)
    {
        var level = new NoiseLevel(deviation);
        double ofData = NoiseLevel.OfData * NoiseLevel.OfData;
        double ofNoise = deviation * deviation;

        double taken = level.InputScale * level.InputScale * (ofData + ofNoise);

        // What it is to give is (code − skip · (code + noise)) / output.
        double given = ((Square(1 - level.SkipScale) * ofData) + (Square(level.SkipScale) * ofNoise)) / Square(level.OutputScale);

        Assert.Equal(1, taken, 4);
        Assert.Equal(1, given, 2);
    }

    [Fact]
    public void The_way_down_ends_without_noise_and_its_steps_grow_smaller()
    {
        double[] deviations = [.. NoiseLevel.Descend(20).Select(level => level.Deviation)];

        Assert.Equal(21, deviations.Length);
        Assert.Equal(80, deviations[0], 6);
        Assert.Equal(0, deviations[^1]);
        double[] steps = [.. deviations.Zip(deviations.Skip(1), (from, to) => from - to)];
        Assert.All(steps, step => Assert.True(step > 0));
        Assert.Equal(steps.OrderDescending(), steps);
    }

    [Fact]
    public void Levels_to_learn_from_have_the_papers_distribution()
    {
        var random = new Philox(1, 1);
        double[] logarithms = [.. Enumerable.Range(0, 4000).Select(_ => Math.Log(NoiseLevel.Draw(ref random).Deviation))];

        double mean = logarithms.Average();
        Assert.Equal(-1.2, mean, 0.1);
        Assert.Equal(1.2, Math.Sqrt(logarithms.Average(value => Square(value - mean))), 0.1);
    }

    private static double Square(double value) => value * value;
}
