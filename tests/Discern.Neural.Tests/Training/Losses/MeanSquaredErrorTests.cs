using Discern.Compute;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Tests.Training.Losses;

public class MeanSquaredErrorTests
{
    [Fact]
    public void It_is_the_mean_of_squares_and_its_gradient()
    {
        Tensor output = Tensors.Zeros(new Shape(2, 2));
        new float[] { 1, 2, 3, 4 }.CopyTo(output.Values);
        Tensor gradient = Tensors.Filled(output.Shape, 99);

        double loss = MeanSquaredError.Compute(output, [1, 0, 3, 7], gradient);

        Assert.Equal((4 + 9) / 4.0, loss, 1e-9);
        Assert.Equal([0f, 1f, 0f, -1.5f], gradient.Values.ToArray());
        Assert.Equal(loss, MeanSquaredError.Compute(output, [1, 0, 3, 7], default));
        Assert.Throws<ArgumentException>(() => MeanSquaredError.Compute(output, [1, 2, 3], default));
    }
}
