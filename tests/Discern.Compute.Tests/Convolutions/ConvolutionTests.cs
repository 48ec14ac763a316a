using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;
using Discern.Compute.Winograd;

namespace Discern.Compute.Tests.Convolutions;

public sealed class ConvolutionTests : IDisposable
{
    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, ConvolutionShape, int, Activation> Cases
    {
        get
        {
            var data = new TheoryData<VectorWidth, ConvolutionShape, int, Activation>();
            foreach (VectorWidth width in VectorWidths.Available)
            {
                data.Add(width, new(5, 7, 1, 1, 3, 3, 1, Padding.None), 1, Activation.None);
                data.Add(width, new(9, 8, 3, 32, 3, 3, 1, Padding.Symmetric(1)), 3, Activation.Relu);
                data.Add(width, new(6, 17, 5, 17, 3, 3, 1, Padding.None), 2, Activation.Relu6);
                data.Add(width, new(8, 9, 17, 33, 1, 1, 1, Padding.None), 3, Activation.None);
                data.Add(width, new(13, 29, 18, 70, 1, 1, 1, Padding.None), 5, Activation.None);
                data.Add(width, new(9, 8, 16, 48, 1, 1, 1, Padding.None), 2, Activation.Relu);
                data.Add(width, new(8, 9, 16, 48, 1, 1, 2, Padding.None), 2, Activation.None);
                data.Add(width, new(11, 13, 64, 33, 1, 1, 2, Padding.None), 3, Activation.Relu);
                data.Add(width, new(7, 5, 1024, 40, 1, 1, 3, Padding.None), 2, Activation.None);
                data.Add(width, new(10, 12, 4, 8, 3, 3, 2, Padding.Same(10, 12, 3, 3, 2)), 2, Activation.Relu);
                data.Add(width, new(11, 13, 3, 20, 7, 7, 2, Padding.Symmetric(3)), 2, Activation.None);
                data.Add(width, new(7, 6, 2, 40, 2, 5, 1, new Padding(0, 2, 1, 1)), 2, Activation.Relu);
                data.Add(width, new(9, 9, 3, 5, 3, 3, 3, Padding.Symmetric(2)), 2, Activation.None);
                data.Add(width, new(5, 4, 33, 65, 3, 3, 1, Padding.Symmetric(1)), 2, Activation.Relu);
                data.Add(width, new(5, 6, 2, 3, 3, 3, 1, Padding.None), 21, Activation.Relu);
                data.Add(width, new(14, 11, 32, 40, 3, 3, 1, Padding.Symmetric(1)), 3, Activation.Relu6);
                data.Add(width, new(13, 18, 19, 64, 3, 3, 1, Padding.None), 2, Activation.None);
                data.Add(width, new(3, 9, 16, 16, 3, 3, 1, new Padding(2, 0, 1, 2)), 9, Activation.Relu);
                data.Add(width, new(10, 9, 128, 33, 3, 3, 1, Padding.Symmetric(1)), 3, Activation.None);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_definition(VectorWidth width, ConvolutionShape shape, int batch, Activation activation)
    {
        using IDisposable path = VectorPath.Force(width);
        var (input, weights, bias) = Operands(shape, batch);
        Tensor expected = ReferenceConvolution.Forward(shape, input, weights, bias, activation);
        Tensor workspace = Workspace(shape, batch);
        Tensor output = Tensors.Zeros(expected.Shape);

        Convolution.Forward(shape, input, weights, bias, activation, output, workspace, workers);
        Tensors.AssertClose(expected, output, Tolerance(shape));

        Tensor gradient = Tensors.Normal(expected.Shape, 4);
        var reference = ReferenceConvolution.Backward(shape, input, weights, output, activation, gradient);
        Tensor inputGradient = Tensors.Normal(input.Shape, 5);
        Tensor weightsGradient = Tensors.Normal(weights.Shape, 6);
        Tensor biasGradient = Tensors.Normal(bias.Shape, 7);
        Convolution.Backward(
            shape, input, weights, output, activation, gradient, inputGradient, weightsGradient, biasGradient, workspace, workers);
        Tensors.AssertClose(reference.Input, inputGradient, Tolerance(shape));
        Tensors.AssertClose(reference.Weights, weightsGradient, Math.Max(Tolerance(shape), 1e-4));
        Tensors.AssertClose(reference.Bias, biasGradient, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adds_before_it_activates_and_over_what_it_adds(VectorWidth width, ConvolutionShape shape, int batch, Activation activation)
    {
        using IDisposable path = VectorPath.Force(width);
        var (input, weights, bias) = Operands(shape, batch);
        Tensor workspace = Workspace(shape, batch);
        Tensor plain = Tensors.Zeros(new Shape(batch, shape.OutputHeight, shape.OutputWidth, shape.Filters));
        Convolution.Forward(shape, input, weights, bias, Activation.None, plain, workspace, workers);
        Tensor addend = Tensors.Normal(plain.Shape, 9);
        float[] expected = [.. plain.Values.ToArray().Zip(addend.Values.ToArray(), (left, right) =>
            Math.Min(activation.LargestOutput(), Math.Max(activation.LeastOutput(), left + right)))];

        Tensor output = Tensors.Zeros(plain.Shape);
        Convolution.Forward(shape, input, weights, bias, activation, output, workspace, workers, addend);
        Convolution.Forward(shape, input, weights, bias, activation, addend, workspace, workers, addend);

        Assert.Equal(expected, output.Values.ToArray());
        Assert.Equal(expected, addend.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pools_as_convolution_then_pooling(VectorWidth width, ConvolutionShape shape, int batch, Activation activation)
    {
        if (shape.OutputHeight < 2 || shape.OutputWidth < 2)
        {
            return;
        }

        using IDisposable path = VectorPath.Force(width);
        var (input, weights, bias) = Operands(shape, batch);
        Tensor workspace = Workspace(shape, batch);
        Tensor output = Tensors.Zeros(new Shape(batch, shape.OutputHeight, shape.OutputWidth, shape.Filters));
        Convolution.Forward(shape, input, weights, bias, activation, output, workspace, workers);
        var (expected, expectedArgmax) = ReferenceConvolution.Pool(output);
        Tensor pooled = Tensors.Zeros(expected.Shape);
        var argmax = new byte[expected.Shape.Count + 64];

        Convolution.ForwardPooled(shape, input, weights, bias, activation, pooled, argmax, workspace, workers);
        Tensors.AssertClose(expected, pooled, Tolerance(shape));
        Assert.Equal(expectedArgmax, argmax[..expectedArgmax.Length]);

        Tensor pooledGradient = Tensors.Normal(pooled.Shape, 4);
        Tensor gradient = ReferenceConvolution.Unpool(pooledGradient, expectedArgmax, output.Shape);
        var reference = ReferenceConvolution.Backward(shape, input, weights, output, activation, gradient);
        Tensor inputGradient = Tensors.Normal(input.Shape, 5);
        Tensor weightsGradient = Tensors.Normal(weights.Shape, 6);
        Tensor biasGradient = Tensors.Normal(bias.Shape, 7);
        Convolution.BackwardPooled(
            shape, input, weights, pooled, argmax, activation, pooledGradient, inputGradient, weightsGradient, biasGradient, workspace, workers);
        Tensors.AssertClose(reference.Input, inputGradient, Tolerance(shape));
        Tensors.AssertClose(reference.Weights, weightsGradient, Math.Max(Tolerance(shape), 1e-4));
        Tensors.AssertClose(reference.Bias, biasGradient, 1e-4);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(80)]
    public void Gives_the_same_bits_for_any_number_of_workers(int channels)
    {
        var shape = new ConvolutionShape(13, 15, channels, 40, 3, 3, 1, Padding.Symmetric(1));
        var (input, weights, bias) = Operands(shape, 7);
        float[] expected = Everything(new Workers(1));
        Assert.Equal(expected, Everything(new Workers(2)));
        Assert.Equal(expected, Everything(new Workers(5)));

        float[] Everything(Workers count)
        {
            using (count)
            {
                Tensor output = Tensors.Zeros(new Shape(7, shape.OutputHeight, shape.OutputWidth, shape.Filters));
                Tensor inputGradient = Tensors.Zeros(input.Shape);
                Tensor weightsGradient = Tensors.Zeros(weights.Shape);
                Tensor biasGradient = Tensors.Zeros(bias.Shape);
                Tensor workspace = Workspace(shape, 7);
                Convolution.Forward(shape, input, weights, bias, Activation.Relu, output, workspace, count);
                Convolution.Backward(
                    shape, input, weights, output, Activation.Relu, output, inputGradient, weightsGradient, biasGradient, workspace, count);
                return [.. output.Values, .. inputGradient.Values, .. weightsGradient.Values, .. biasGradient.Values];
            }
        }
    }

    [Fact]
    public void Large_pooled_gradients_are_spread_some_pictures_at_a_time()
    {
        // Of 5 pictures the gradients of 2 are spread at a time.
        var shape = new ConvolutionShape(123, 131, 16, 64, 3, 3, 1, Padding.None);
        Tensor[] alone = [.. Enumerable.Range(0, 5).Select(picture => WeightsGradient(picture, 1))];
        Tensor together = WeightsGradient(0, 5);
        float[] sum = together.Values.ToArray();
        foreach (Tensor each in alone)
        {
            for (int index = 0; index < sum.Length; index++)
            {
                sum[index] -= each.Values[index];
            }
        }

        Assert.True(sum.Max(Math.Abs) <= 1e-3 * together.Values.ToArray().Max(Math.Abs), $"{sum.Max(Math.Abs)}");

        Tensor WeightsGradient(int first, int count)
        {
            var (input, weights, bias) = Operands(shape, 5);
            input = input.Slice(first, count);
            Tensor workspace = Workspace(shape, count);
            Tensor pooled = Tensors.Zeros(new Shape(count, shape.OutputHeight / 2, shape.OutputWidth / 2, shape.Filters));
            var argmax = new byte[pooled.Shape.Count + 64];
            Convolution.ForwardPooled(shape, input, weights, bias, Activation.Relu, pooled, argmax, workspace, workers);
            Tensor weightsGradient = Tensors.Zeros(weights.Shape);
            Convolution.BackwardPooled(
                shape, input, weights, pooled, argmax, Activation.Relu, pooled, Tensors.Zeros(input.Shape), weightsGradient, default, workspace, workers);
            return weightsGradient;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Leaves_out_the_gradients_that_nobody_asks_for(VectorWidth width, ConvolutionShape shape, int batch, Activation _)
    {
        using IDisposable path = VectorPath.Force(width);
        var (input, weights, bias) = Operands(shape, batch);
        Tensor output = Tensors.Normal(new Shape(batch, shape.OutputHeight, shape.OutputWidth, shape.Filters), 4);
        Tensor workspace = Workspace(shape, batch);
        var reference = ReferenceConvolution.Backward(shape, input, weights, output, Activation.None, output);
        Tensor inputGradient = Tensors.Zeros(input.Shape);
        Tensor weightsGradient = Tensors.Zeros(weights.Shape);

        Convolution.Backward(shape, input, weights, output, Activation.None, output, inputGradient, default, default, workspace, workers);
        Convolution.Backward(shape, input, weights, output, Activation.None, output, default, weightsGradient, default, workspace, workers);

        Tensor biasGradient = Tensors.Zeros(bias.Shape);
        Convolution.Backward(shape, input, weights, output, Activation.None, output, default, default, biasGradient, workspace, workers);

        Tensors.AssertClose(reference.Input, inputGradient, Tolerance(shape));
        Tensors.AssertClose(reference.Weights, weightsGradient, Math.Max(Tolerance(shape), 1e-4));
        Tensors.AssertClose(reference.Bias, biasGradient, 1e-4);
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        var shape = new ConvolutionShape(6, 6, 3, 4, 3, 3, 1, Padding.None);
        var (input, weights, bias) = Operands(shape, 2);
        Tensor output = Tensors.Zeros(new Shape(2, 4, 4, 4));
        Assert.Throws<ArgumentException>(() => Convolution.Forward(shape, input, weights, bias, Activation.None, input, Workspace(shape, 2), workers));
        Assert.Throws<ArgumentException>(() => Convolution.Forward(shape, output, weights, bias, Activation.None, output, Workspace(shape, 2), workers));
        Assert.Throws<ArgumentException>(() => Convolution.WorkspaceCount(shape with { KernelHeight = 9 }, 1, true));
        Assert.Throws<ArgumentException>(() => Convolution.WorkspaceCount(shape with { Padding = Padding.Symmetric(3) }, 1, true));
        Assert.ThrowsAny<ArgumentException>(() => Convolution.Forward(shape, input, weights, bias, Activation.None, output, bias, workers));
    }

    public void Dispose() => workers.Dispose();

    private static (Tensor Input, Tensor Weights, Tensor Bias) Operands(ConvolutionShape shape, int batch) => (
        Tensors.Normal(new Shape(batch, shape.Height, shape.Width, shape.Channels), 1),
        Tensors.Normal(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Filters), 2),
        Tensors.Normal(new Shape(shape.Filters), 3));

    // Minimal filtering rounds sums of 9 values for each channel about ten times as coarsely as the direct sum does.
    private static double Tolerance(in ConvolutionShape shape) => WinogradConvolution.IsWorthwhile(shape) ? 1.5e-5 * Math.Sqrt(9 * Math.Max(shape.Channels, shape.Filters)) : 2e-5;

    private static Tensor Workspace(ConvolutionShape shape, int batch) =>
        Tensors.Normal(new Shape((int)Convolution.WorkspaceCount(shape, batch, true)), 8);
}
