using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Depthwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Convolution of each channel with a kernel of its own [row][column][channel][1]; Keras' depth multiplier is 1. Plans put the activation in.</summary>
internal sealed class DepthwiseConvolution(int kernelHeight, int kernelWidth, ConvolutionOptions options, Activation activation = Activation.None) : Operation
{
    public override string Kind => "DepthwiseConv2D";

    public override string LayerName => "depthwise_conv2d";

    public override bool BackwardReadsOutput => activation != Activation.None;

    public Activation Activation => activation;

    /// <summary>The same layer with an activation at its end.</summary>
    public DepthwiseConvolution With(Activation function) => new(kernelHeight, kernelWidth, options, function);

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ConvolutionShape shape = Geometry(inputs[0]);
        return new Shape(inputs[0].Batch, shape.OutputHeight, shape.OutputWidth, shape.Filters);
    }

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs)
    {
        int channels = inputs[0].Channels;
        var kernel = new Parameter("kernel", new Shape(kernelHeight, kernelWidth, channels, 1), options.Initializer);
        return options.HasBias ? [kernel, new Parameter("bias", new Shape(channels), Initializer.Zeros)] : [kernel];
    }

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) => new()
    {
        WorkspaceFloats = isDifferentiated ? Compute.Depthwise.DepthwiseConvolution.WorkspaceCount(Geometry(inputs[0]), inputs[0].Batch) : 0,
    };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Linear(2L * output.Count * kernelHeight * kernelWidth);

    public override void Forward(in Step step) => Compute.Depthwise.DepthwiseConvolution.Forward(
        Geometry(step.Input(0).Shape), step.Input(0), step.Parameter(0), step.Parameter(1), activation, step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (activation != Activation.None)
        {
            Rectifier.Backward(activation, step.Output, step.OutputGradient, step.OutputGradient, step.Workers);
        }

        var gradients = new DepthwiseGradients
        {
            Output = step.OutputGradient,
            Input = step.InputGradient(0),
            Weights = step.ParameterGradient(0),
            Bias = step.ParameterGradient(1),
        };
        Compute.Depthwise.DepthwiseConvolution.Backward(
            Geometry(step.Input(0).Shape), step.Input(0), step.Parameter(0), gradients, step.Workspace, step.Workers);
    }

    /// <summary>The sizes for one input.</summary>
    internal ConvolutionShape Geometry(Shape input)
    {
        ShapeRule.Pictures(input, Kind);
        var padding = options.Padding.For(input.Height, input.Width, kernelHeight, kernelWidth, options.Stride);
        ShapeRule.Window(input, Kind, kernelHeight, kernelWidth, options.Stride, padding);
        return new ConvolutionShape(
            input.Height, input.Width, input.Channels, input.Channels, kernelHeight, kernelWidth, options.Stride, padding);
    }
}
