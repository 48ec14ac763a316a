using Discern.Compute.Activations;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Activations;

public sealed class ActivationTests : IDisposable
{
    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, int> Cases => VectorWidths.With(1, 3, 5, 17, 33, 40_000);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rectified_units_agree_with_the_definition(VectorWidth width, int count)
    {
        using IDisposable path = VectorPath.Force(width);
        Tensor input = Scaled(count, 4);
        Tensor gradient = Tensors.Normal(input.Shape, 2);
        foreach ((Activation activation, float bound) in new[] { (Activation.Relu, float.PositiveInfinity), (Activation.Relu6, 6f) })
        {
            Tensor output = Tensors.Normal(input.Shape, 3);
            Tensor slope = Tensors.Normal(input.Shape, 4);
            Rectifier.Forward(activation, input, output, workers);
            Rectifier.Backward(activation, output, gradient, slope, workers);
            for (int index = 0; index < count; index++)
            {
                float value = input.Values[index];
                Assert.Equal(Math.Min(Math.Max(value, 0), bound), output.Values[index]);
                Assert.Equal(value > 0 && value < bound ? gradient.Values[index] : 0, slope.Values[index]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_sigmoid_agrees_with_the_definition(VectorWidth width, int count)
    {
        using IDisposable path = VectorPath.Force(width);
        Tensor input = Scaled(count, 5);
        Tensor gradient = Tensors.Normal(input.Shape, 2);
        Tensor output = Tensors.Zeros(input.Shape);
        Tensor slope = Tensors.Zeros(input.Shape);
        Logistic.Forward(input, output, workers);
        Logistic.Backward(output, gradient, slope, workers);
        for (int index = 0; index < count; index++)
        {
            double expected = 1 / (1 + Math.Exp(-input.Values[index]));
            Assert.Equal(expected, output.Values[index], 1e-6);
            Assert.Equal(gradient.Values[index] * expected * (1 - expected), slope.Values[index], 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_not_a_number_stays_so(VectorWidth width, int count)
    {
        using IDisposable path = VectorPath.Force(width);
        Tensor values = Tensors.Zeros(new Shape(count));
        values.Values.Fill(float.NaN);
        Rectifier.Forward(Activation.Relu6, values, values, workers);
        Assert.True(float.IsNaN(values.Values[0]));
        Assert.True(float.IsNaN(values.Values[^1]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Softmax_agrees_with_the_definition_and_does_not_overflow(VectorWidth width, int count)
    {
        using IDisposable path = VectorPath.Force(width);
        var shape = new Shape(3, count);
        Tensor input = Tensors.Normal(shape, 1);
        input.Values[count - 1] = 500f;
        input.Values.Slice(count, count).Fill(-500f);
        Tensor gradient = Tensors.Normal(shape, 2);
        Tensor output = Tensors.Zeros(shape);
        Tensor slope = Tensors.Zeros(shape);
        RowSoftmax.Forward(input, output, workers);
        RowSoftmax.Backward(output, gradient, slope, workers);
        for (int row = 0; row < 3; row++)
        {
            double[] logits = Array.ConvertAll(input.Values.Slice(row * count, count).ToArray(), each => (double)each);
            double[] powers = Array.ConvertAll(logits, logit => Math.Exp(logit - logits.Max()));
            double sum = powers.Sum();
            double mean = Enumerable.Range(0, count).Sum(column => powers[column] / sum * gradient.Values[(row * count) + column]);
            for (int column = 0; column < count; column++)
            {
                int index = (row * count) + column;
                Assert.Equal(powers[column] / sum, output.Values[index], 1e-6);
                Assert.Equal(powers[column] / sum * (gradient.Values[index] - mean), slope.Values[index], 1e-5);
            }
        }
    }

    public void Dispose() => workers.Dispose();

    private static Tensor Scaled(int count, float factor)
    {
        Tensor tensor = Tensors.Normal(new Shape(count), 1);
        foreach (ref float value in tensor.Values)
        {
            value *= factor;
        }

        return tensor;
    }
}
