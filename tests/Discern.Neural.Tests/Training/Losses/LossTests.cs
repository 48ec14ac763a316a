using Discern.Compute;
using Discern.Neural.Training;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Tests.Training.Losses;

public sealed class LossTests
{
    [Fact]
    public void Cross_entropy_by_hand()
    {
        // −ln(e³ / (e + e² + e³)) = 0.40760596444438; the same logits for class 0: 2.40760596444438.
        Tensor logits = Rows([1, 2, 3, 1, 2, 3], 3);
        Tensor gradient = Tensors.Zeros(logits.Shape);
        LossSum sum = Loss.For(3).Compute(logits, new Targets([2, 0]), [1f, 2f], gradient);

        Assert.Equal(0.40760596444438 + (2 * 2.40760596444438), sum.Loss, 1e-6);
        Assert.Equal(1, sum.Right);

        // (softmax − truth) · weight / examples, softmax = 0.09003057, 0.24472847, 0.66524096.
        float[] expected = [0.04501529f, 0.12236424f, -0.16737952f, -0.90996943f, 0.24472847f, 0.66524096f];
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], gradient.Values[index], 1e-6f);
        }
    }

    [Fact]
    public void Binary_cross_entropy_by_hand()
    {
        // ln(1 + e^−0.5) = 0.47407698; ln(1 + e^0.5) = 0.97407698; sigmoid(0.5) = 0.62245933.
        Tensor logits = Rows([0.5f, 0.5f], 1);
        Tensor gradient = Tensors.Zeros(logits.Shape);
        LossSum sum = Loss.For(1).Compute(logits, new Targets([1, 0]), [1f, 3f], gradient);

        Assert.Equal(0.47407698 + (3 * 0.97407698), sum.Loss, 1e-6);
        Assert.Equal(1, sum.Right);
        Assert.Equal((0.62245933f - 1) / 2, gradient.Values[0], 1e-6f);
        Assert.Equal(3 * 0.62245933f / 2, gradient.Values[1], 1e-6f);
    }

    [Theory]
    [InlineData(3, 0.1, 1f)]
    [InlineData(3, 0.1, 0.7f)]
    [InlineData(1, 0.2, 1f)]
    [InlineData(1, 0.2, 0.6f)]
    public void Smoothed_and_mixed_labels_are_a_mean_of_losses(int logits, double smoothing, float share)
    {
        // By definition: (1 − ε) · (share · loss(label) + (1 − share) · loss(partner)) + ε · the mean of the losses of all classes.
        int classes = Math.Max(logits, 2);
        Tensor output = logits == 1 ? Rows([0.8f], 1) : Rows([0.3f, -1.2f, 2f], 3);
        double LossOf(int label) => Loss.For(logits).Compute(output, new Targets([label]), [1f], default).Loss;
        double expected = ((1 - smoothing) * ((share * LossOf(1)) + ((1 - share) * LossOf(0))))
            + (smoothing * Enumerable.Range(0, classes).Average(LossOf));

        var targets = new Targets([1]) { Partners = [0], Shares = [share], Smoothing = smoothing };
        Tensor gradient = Tensors.Zeros(output.Shape);
        Assert.Equal(2 * expected, Loss.For(logits).Compute(output, targets, [2f], gradient).Loss, 1e-6);

        for (int index = 0; index < logits; index++)
        {
            const float Step = 1e-2f;
            float value = output.Values[index];
            output.Values[index] = value + Step;
            double above = Loss.For(logits).Compute(output, targets, [2f], default).Loss;
            output.Values[index] = value - Step;
            double below = Loss.For(logits).Compute(output, targets, [2f], default).Loss;
            output.Values[index] = value;
            Assert.Equal((above - below) / (2 * Step), gradient.Values[index], 1e-4);
        }
    }

    [Theory]
    [InlineData(3, 2.0)]
    [InlineData(1, 2.0)]
    [InlineData(3, 0.5)]
    [InlineData(1, 0.0)]
    public void Focal_loss_is_its_definition_and_its_gradient_the_difference_of_losses(int logits, double gamma)
    {
        Tensor output = logits == 1 ? Rows([0.8f], 1) : Rows([0.3f, -1.2f, 2f], 3);
        var probabilities = new float[Math.Max(logits, 2)];
        Loss.For(logits).Predict(output.Values, probabilities);
        Loss focal = Loss.For(logits, new TrainingOptions { FocalGamma = gamma });
        Tensor gradient = Tensors.Zeros(output.Shape);
        double expected = -3 * Math.Pow(1 - probabilities[0], gamma) * Math.Log(probabilities[0]);
        Assert.Equal(expected, focal.Compute(output, new Targets([0]), [3f], gradient).Loss, 1e-5);
        AssertGradient(focal, output, new Targets([0]), gradient);

        var smoothed = new Targets([0]) { Smoothing = 0.2 };
        focal.Compute(output, smoothed, [3f], gradient);
        AssertGradient(focal, output, smoothed, gradient);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Offsets_count_in_the_loss_and_not_in_answers(int logits)
    {
        float[] offsets = logits == 1 ? [-0.1f, -2.3f] : [-0.5f, -1f, -3f];
        Tensor output = logits == 1 ? Rows([0.8f], 1) : Rows([0.3f, -1.2f, 2f], 3);
        Tensor moved = logits == 1 ? Rows([0.8f - 2.2f], 1) : Rows([-0.2f, -2.2f, -1f], 3);
        Loss adjusted = Loss.For(logits, new TrainingOptions { LogitOffsets = offsets });
        Tensor gradient = Tensors.Zeros(output.Shape);
        float[] before = output.Values.ToArray();
        Assert.Equal(Loss.For(logits).Compute(moved, new Targets([1]), [3f], default).Loss, adjusted.Compute(output, new Targets([1]), [3f], gradient).Loss, 1e-5);
        Assert.Equal(before, output.Values.ToArray());
        AssertGradient(adjusted, output, new Targets([1]), gradient);
        var (own, plain) = (new float[Math.Max(logits, 2)], new float[Math.Max(logits, 2)]);
        adjusted.Predict(output.Values, own);
        Loss.For(logits).Predict(output.Values, plain);
        Assert.Equal(plain, own);
    }

    private static void AssertGradient(Loss loss, Tensor output, in Targets targets, Tensor gradient)
    {
        for (int index = 0; index < output.Values.Length; index++)
        {
            const float Step = 1e-2f;
            float value = output.Values[index];
            output.Values[index] = value + Step;
            double above = loss.Compute(output, targets, [3f], default).Loss;
            output.Values[index] = value - Step;
            double below = loss.Compute(output, targets, [3f], default).Loss;
            output.Values[index] = value;
            Assert.Equal((above - below) / (2 * Step), gradient.Values[index], 2e-4);
        }
    }

    [Fact]
    public void A_label_or_partner_that_is_no_class_is_refused()
    {
        Assert.Throws<DiscernException>(() => Loss.For(3).Compute(Rows([1, 2, 3], 3), new Targets([3]), [1f], default));
        Assert.Throws<DiscernException>(() => Loss.For(3).Compute(Rows([1, 2, 3], 3), new Targets([0]) { Partners = [-1], Shares = [0.5f] }, [1f], default));
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        Assert.Equal(2000, Loss.For(2).Compute(Rows([1000, -1000], 2), new Targets([1]), [1f], default).Loss, 1e-9);
        Assert.Equal(1000, Loss.For(1).Compute(Rows([-1000], 1), new Targets([1]), [1f], default).Loss, 1e-9);
        Assert.Equal(0, Loss.For(1).Compute(Rows([1000], 1), new Targets([1]), [1f], default).Loss, 1e-9);
    }

    [Fact]
    public void Probabilities_add_up_to_one()
    {
        var three = new float[3];
        Loss.For(3).Predict([1, 2, 3], three);
        Assert.Equal([0.09003057f, 0.24472847f, 0.66524096f], three, (expected, actual) => Math.Abs(expected - actual) < 1e-6);
        var two = new float[2];
        Loss.For(1).Predict([0.5f], two);
        Assert.Equal(0.62245933f, two[1], 1e-6f);
        Assert.Equal(1f, two[0] + two[1], 1e-6f);
    }

    private static Tensor Rows(float[] values, int columns)
    {
        Tensor tensor = Tensors.Zeros(new Shape(values.Length / columns, columns));
        values.CopyTo(tensor.Values);
        return tensor;
    }
}
