using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Two-dimensional convolution over NHWC pictures; kernel [row][column][in][out].</summary>
internal sealed class Convolution(int filters, int kernelHeight, int kernelWidth, ConvolutionOptions options) : Operation
{
    public override string Kind => "Conv2D";

    public override string LayerName => "conv2d";

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ConvolutionShape shape = Geometry(inputs[0]);
        return new Shape(inputs[0].Batch, shape.OutputHeight, shape.OutputWidth, filters);
    }

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs)
    {
        var kernel = new Parameter("kernel", new Shape(kernelHeight, kernelWidth, inputs[0].Channels, filters), options.Initializer);
        return options.HasBias ? [kernel, new Parameter("bias", new Shape(filters), Initializer.Zeros)] : [kernel];
    }

    public override ConvolutionShape? ProductShape(ReadOnlySpan<Shape> inputs) => Geometry(inputs[0]);

    public override bool CanAddGradient(ReadOnlySpan<Shape> inputs) => Compute.Convolutions.Convolution.CanAddToInput(Geometry(inputs[0]));

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) => new()
    {
        WorkspaceFloats = Compute.Convolutions.Convolution.WorkspaceCount(Geometry(inputs[0]), inputs[0].Batch, isDifferentiated),
    };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Linear(inputs[0].Batch * Geometry(inputs[0]).OperationsPerPicture);

    public override void Forward(in Step step) => Forward(step, Activation.None);

    public override void Backward(in Step step) => Compute.Convolutions.Convolution.Backward(
        Geometry(step.Input(0).Shape),
        step.Input(0),
        step.Parameter(0),
        step.Output,
        Activation.None,
        step.OutputGradient,
        step.InputGradient(0),
        step.ParameterGradient(0),
        step.ParameterGradient(1),
        step.Workspace,
        step.Workers,
        step.IsGradientAdded ? step.InputGradient(0) : default);

    /// <summary>The forward pass with something added, if it is present, and an activation at its end.</summary>
    internal void Forward(in Step step, Activation activation, Tensor addend = default)
    {
        if (step.PackedWeights is { } packed)
        {
            packed.Forward(step.Input(0), step.Parameter(1), addend, activation, step.Output, step.Workers);
        }
        else
        {
            Compute.Convolutions.Convolution.Forward(
                Geometry(step.Input(0).Shape), step.Input(0), step.Parameter(0), step.Parameter(1), activation, step.Output, step.Workspace, step.Workers, addend);
        }
    }

    /// <summary>The sizes for one input.</summary>
    internal ConvolutionShape Geometry(Shape input)
    {
        ShapeRule.Pictures(input, Kind);
        var padding = options.Padding.For(input.Height, input.Width, kernelHeight, kernelWidth, options.Stride);
        var shape = new ConvolutionShape(
            input.Height, input.Width, input.Channels, filters, kernelHeight, kernelWidth, options.Stride, padding);
        ShapeRule.Window(input, Kind, kernelHeight, kernelWidth, options.Stride, padding);
        return shape;
    }
}
