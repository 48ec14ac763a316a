using Discern.Compute;
using Discern.Compute.Random;
using Discern.Neural.Training;

namespace Discern.Neural.Tests.Training;

public sealed class MixupTests
{
    [Fact]
    public void The_first_is_mixed_with_the_last_and_the_one_in_the_middle_with_none()
    {
        var mixup = new Mixup(0.4, seed: 1, batch: 5);
        Tensor inputs = Tensors.Zeros(new Shape(5, 1));
        new float[] { 1, 2, 3, 4, 5 }.CopyTo(inputs.Values);
        float[] weights = [1, 1, 1, 1, 1];
        Tensor copy = Tensors.Zeros(inputs.Shape);
        inputs.Values.CopyTo(copy.Values);
        var mirrored = new MirroredExamples(copy, [0, 1, 2, 3, 4], [1, 1, 1, 1, 1]) { Middle = 2 };
        mixup.Mix(inputs, [0, 1, 2, 3, 4], weights, mirrored, step: 7);

        float own = mixup.Shares[0];
        Assert.InRange(own, 0.5f, 1f);
        Assert.Equal([own, own, 1, own, own], mixup.Shares.ToArray(), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal([4, 3, 2, 1, 0], mixup.Partners.ToArray());
        float[] expected = [own + (5 * (1 - own)), (2 * own) + (4 * (1 - own)), 3, (4 * own) + (2 * (1 - own)), (5 * own) + 1 - own];
        Assert.Equal(expected, inputs.Values.ToArray(), (one, other) => Math.Abs(one - other) < 1e-5);
        Assert.All(weights, weight => Assert.Equal(1f, weight, 1e-6f));
    }

    [Fact]
    public void Weights_of_classes_stay_with_their_classes()
    {
        var mixup = new Mixup(1, seed: 3, batch: 2);
        float[] weights = [1, 7];
        var mirrored = new MirroredExamples(Tensors.Zeros(new Shape(2, 1)), [0, 1], [1, 7]) { Middle = -1 };
        mixup.Mix(Tensors.Zeros(new Shape(2, 1)), [0, 1], weights, mirrored, step: 0);

        // Of weight · share and weight · (1 − share), what is the first class's adds up to its 1, the second's to its 7.
        float first = (weights[0] * mixup.Shares[0]) + (weights[1] * (1 - mixup.Shares[1]));
        Assert.Equal(1f, first, 1e-5f);
        Assert.Equal(8f, weights[0] + weights[1], 1e-5f);
    }

    [Theory]
    [InlineData(1.0, 0.75)]
    [InlineData(0.2, 0.8988)]
    public void Shares_are_drawn_from_the_beta_distribution(double alpha, double mean)
    {
        // E max(λ, 1 − λ): 3/4 for a uniform λ; for Beta(0.2, 0.2) 0.8988, by numerical integration of its density.
        double sum = 0;
        const int Draws = 20_000;
        var random = new Philox(1, 1);
        for (int draw = 0; draw < Draws; draw++)
        {
            sum += Mixup.DrawShare(ref random, alpha);
        }

        Assert.Equal(mean, sum / Draws, 0.005);
    }
}
