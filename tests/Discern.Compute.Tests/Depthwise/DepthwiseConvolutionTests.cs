using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Depthwise;
using Discern.Compute.Tests.Convolutions;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Depthwise;

public sealed class DepthwiseConvolutionTests : IDisposable
{
    private const int Batch = 3;

    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, ConvolutionShape> Cases
    {
        get
        {
            var data = new TheoryData<VectorWidth, ConvolutionShape>();
            foreach (VectorWidth width in VectorWidths.Available)
            {
                data.Add(width, new(5, 7, 1, 1, 3, 3, 1, Padding.None));
                data.Add(width, new(5, 7, 17, 17, 3, 3, 1, Padding.Symmetric(1)));
                data.Add(width, new(8, 6, 33, 33, 3, 3, 2, Padding.Same(8, 6, 3, 3, 2)));
                data.Add(width, new(6, 9, 5, 5, 2, 4, 2, new Padding(1, 0, 0, 2)));
                data.Add(width, new(7, 13, 40, 40, 3, 3, 1, Padding.Symmetric(1)));
                data.Add(width, new(4, 31, 19, 19, 5, 5, 2, Padding.Same(4, 31, 5, 5, 2)));
                data.Add(width, new(9, 8, 16, 16, 3, 5, 1, new Padding(2, 1, 0, 4)));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_a_convolution_whose_weights_are_0_off_the_diagonal(VectorWidth width, ConvolutionShape shape)
    {
        using IDisposable path = VectorPath.Force(width);
        int taps = shape.KernelHeight * shape.KernelWidth;
        Tensor input = Tensors.Normal(new Shape(Batch, shape.Height, shape.Width, shape.Channels), 1);
        Tensor weights = Tensors.Normal(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels), 2);
        Tensor bias = Tensors.Normal(new Shape(shape.Channels), 3);
        Tensor full = Tensors.Zeros(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Channels));
        for (int index = 0; index < taps * shape.Channels; index++)
        {
            full.Values[(index * shape.Channels) + (index % shape.Channels)] = weights.Values[index];
        }

        Tensor expected = ReferenceConvolution.Forward(shape, input, full, bias, Activation.None);
        Tensor output = Tensors.Zeros(expected.Shape);
        DepthwiseConvolution.Forward(shape, input, weights, bias, Activation.None, output, workers);
        Tensors.AssertClose(expected, output);

        DepthwiseConvolution.Forward(shape, input, weights, bias, Activation.Relu6, output, workers);
        Tensors.AssertClose(ReferenceConvolution.Forward(shape, input, full, bias, Activation.Relu6), output);

        Tensor gradient = Tensors.Normal(expected.Shape, 4);
        var reference = ReferenceConvolution.Backward(shape, input, full, expected, Activation.None, gradient);
        var gradients = new DepthwiseGradients
        {
            Output = gradient,
            Input = Tensors.Normal(input.Shape, 5),
            Weights = Tensors.Normal(weights.Shape, 6),
            Bias = Tensors.Normal(bias.Shape, 7),
        };
        Tensor workspace = Tensors.Zeros(new Shape((int)DepthwiseConvolution.WorkspaceCount(shape, Batch)));
        DepthwiseConvolution.Backward(shape, input, weights, gradients, workspace, workers);
        Tensors.AssertClose(reference.Input, gradients.Input);
        Tensors.AssertClose(reference.Bias, gradients.Bias, 1e-4);
        for (int index = 0; index < taps * shape.Channels; index++)
        {
            Assert.Equal(reference.Weights.Values[(index * shape.Channels) + (index % shape.Channels)], gradients.Weights.Values[index], 1e-3f);
        }
    }

    public void Dispose() => workers.Dispose();
}
