using Discern.Compute.Activations;
using Discern.Compute.Bottlenecks;
using Discern.Compute.Convolutions;
using Discern.Compute.Depthwise;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Bottlenecks;

public sealed class BottleneckTests
{
    public static TheoryData<VectorWidth, ConvolutionShape, int, int> Cases
    {
        get
        {
            var data = new TheoryData<VectorWidth, ConvolutionShape, int, int>();
            foreach (VectorWidth width in VectorWidths.Available)
            {
                // The depthwise convolution, and the channels of the block's input and output; no input channels: nothing is widened.
                data.Add(width, Depthwise(9, 7, 20, 1, Padding.Symmetric(1)), 5, 5);
                data.Add(width, Depthwise(11, 13, 18, 2, Padding.Symmetric(1)), 3, 7);
                data.Add(width, Depthwise(10, 12, 33, 2, Padding.Same(10, 12, 3, 3, 2)), 6, 17);
                data.Add(width, Depthwise(57, 29, 96, 1, Padding.Symmetric(1)), 16, 16);
                data.Add(width, Depthwise(61, 60, 144, 2, Padding.Same(61, 60, 3, 3, 2)), 24, 40);
                data.Add(width, Depthwise(64, 9, 200, 1, Padding.None), 24, 24);
                data.Add(width, new(17, 16, 40, 40, 5, 5, 3, Padding.Symmetric(2)), 8, 12);
                data.Add(width, new(5, 6, 24, 24, 2, 2, 3, Padding.None), 8, 12);
                data.Add(width, Depthwise(40, 33, 64, 1, Padding.Symmetric(1)), 0, 24);
                data.Add(width, Depthwise(21, 20, 17, 2, new Padding(0, 0, 1, 1)), 0, 33);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_the_bits_of_its_convolutions_one_after_the_other(VectorWidth width, ConvolutionShape depthwise, int channels, int filters)
    {
        using IDisposable path = VectorPath.Force(width);
        BottleneckShape shape = Shape(depthwise, channels, filters);
        foreach (int batch in (int[])[1, 3, 4])
        {
            using var one = new Workers(1);
            Tensor input = Tensors.Normal(new Shape(batch, depthwise.Height, depthwise.Width, channels == 0 ? depthwise.Channels : channels), 1);
            Tensor addend = Tensors.Normal(new Shape(batch, depthwise.OutputHeight, depthwise.OutputWidth, filters), 2);
            float[] expected = OneByOne(shape, input, addend, Activation.Relu, one);
            float[] alone = OneByOne(shape, input, default, Activation.None, one);
            foreach (int threads in (int[])[1, 2, 3])
            {
                using var workers = new Workers(threads);
                Assert.Equal(expected, Together(shape, input, addend, Activation.Relu, workers));
                Assert.Equal(alone, Together(shape, input, default, Activation.None, workers));
            }
        }
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        using var workers = new Workers(1);
        BottleneckShape shape = Shape(Depthwise(9, 7, 20, 1, Padding.Symmetric(1)), 5, 5);
        Tensor input = Tensors.Normal(new Shape(2, 9, 7, 5), 1);
        Assert.ThrowsAny<ArgumentException>(() => Together(shape, Tensors.Normal(new Shape(2, 9, 7, 6), 1), default, Activation.None, workers));
        Assert.ThrowsAny<ArgumentException>(() => Together(shape, input, Tensors.Normal(new Shape(2, 9, 6, 5), 1), Activation.None, workers));
    }

    [Fact]
    public void Is_worthwhile_for_large_maps_alone()
    {
        Assert.True(Shape(Depthwise(112, 112, 96, 2, Padding.Symmetric(1)), 16, 24).IsWorthwhile);
        Assert.True(Shape(Depthwise(112, 112, 32, 1, Padding.Symmetric(1)), 0, 16).IsWorthwhile);
        Assert.False(Shape(Depthwise(7, 7, 960, 1, Padding.Symmetric(1)), 160, 160).IsWorthwhile);
    }

    private static ConvolutionShape Depthwise(int height, int width, int channels, int stride, Padding padding) =>
        new(height, width, channels, channels, 3, 3, stride, padding);

    private static BottleneckShape Shape(in ConvolutionShape depthwise, int channels, int filters) => new(
        channels == 0 ? null : new(depthwise.Height, depthwise.Width, channels, depthwise.Channels, 1, 1, 1, Padding.None),
        depthwise,
        new(depthwise.OutputHeight, depthwise.OutputWidth, depthwise.Channels, filters, 1, 1, 1, Padding.None));

    private static Tensor Weights(in ConvolutionShape shape, ulong seed) =>
        Tensors.Normal(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Filters), seed);

    private static Tensor DepthwiseWeights(in ConvolutionShape shape) =>
        Tensors.Normal(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, 1), 5);

    private static Tensor Bias(in ConvolutionShape shape, ulong seed) => Tensors.Normal(new Shape(shape.Filters), seed);

    private static float[] OneByOne(in BottleneckShape shape, Tensor input, Tensor addend, Activation last, Workers workers)
    {
        int batch = input.Shape.Batch;
        Tensor wide = input;
        if (shape.Expand is { } expand)
        {
            wide = Output(expand, batch);
            Convolution.Forward(expand, input, Weights(expand, 3), Bias(expand, 4), Activation.Relu6, wide, Workspace(expand, batch), workers);
        }

        Tensor filtered = Output(shape.Depthwise, batch);
        DepthwiseConvolution.Forward(shape.Depthwise, wide, DepthwiseWeights(shape.Depthwise), Bias(shape.Depthwise, 6), Activation.Relu6, filtered, workers);
        Tensor output = Output(shape.Project, batch);
        Convolution.Forward(
            shape.Project, filtered, Weights(shape.Project, 7), Bias(shape.Project, 8), last, output, Workspace(shape.Project, batch), workers, addend);
        return output.Values.ToArray();
    }

    private static float[] Together(in BottleneckShape shape, Tensor input, Tensor addend, Activation last, Workers workers)
    {
        using Float32Weights? expand = shape.Expand is { } first ? new Float32Weights(first) : null;
        expand?.Pack(Weights(shape.Expand!.Value, 3), workers);
        using var project = new Float32Weights(shape.Project);
        project.Pack(Weights(shape.Project, 7), workers);
        Tensor output = Output(shape.Project, input.Shape.Batch);
        Bottleneck.Forward(
            shape,
            expand is null ? default : new(expand, Bias(shape.Expand!.Value, 4), Activation.Relu6),
            new(DepthwiseWeights(shape.Depthwise), Bias(shape.Depthwise, 6), Activation.Relu6),
            new(project, Bias(shape.Project, 8), last),
            input,
            addend,
            output,
            workers);
        return output.Values.ToArray();
    }

    private static Tensor Output(in ConvolutionShape shape, int batch) => Tensors.Zeros(new Shape(batch, shape.OutputHeight, shape.OutputWidth, shape.Filters));

    private static Tensor Workspace(in ConvolutionShape shape, int batch) => Tensors.Zeros(new Shape((int)Convolution.WorkspaceCount(shape, batch, false)));
}
