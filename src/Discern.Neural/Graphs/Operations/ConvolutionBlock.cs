using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs.Operations;

/// <summary>
/// Convolution, bias, rectified unit and 2 × 2 maximum pooling in one pass, while the values are in cache: what the
/// convolution gives before pooling is never stored. Plans put it in the place of the layers it is made of.
/// </summary>
internal sealed class ConvolutionBlock(Convolution convolution, Activation activation, bool isPooled) : Operation
{
    public override string Kind => convolution.Kind;

    public override string LayerName => convolution.LayerName;

    public override bool BackwardReadsOutput => activation != Activation.None;

    /// <summary>The activation before pooling, if there is any.</summary>
    public Activation Activation => activation;

    public bool IsPooled => isPooled;

    /// <summary>The same block with pooling at its end.</summary>
    public ConvolutionBlock Pooled() => new(convolution, activation, isPooled: true);

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape shape = convolution.InferShape(inputs);
        return isPooled ? new Shape(shape.Batch, shape.Height / 2, shape.Width / 2, shape.Channels) : shape;
    }

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs) => convolution.CreateParameters(inputs);

    public override ConvolutionShape? ProductShape(ReadOnlySpan<Shape> inputs) => convolution.ProductShape(inputs);

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) =>
        convolution.Measure(inputs, output, isDifferentiated) with { StateBytes = isDifferentiated && isPooled ? checked((int)output.Count) : 0 };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        convolution.CountArithmetic(inputs, output, isTrained);

    public override void Forward(in Step step)
    {
        if (!isPooled)
        {
            convolution.Forward(step, activation);
        }
        else if (step.PackedWeights is { } packed)
        {
            packed.ForwardPooled(step.Input(0), step.Parameter(1), activation, step.Output, step.Workers);
        }
        else
        {
            ConvolutionShape shape = convolution.Geometry(step.Input(0).Shape);
            Compute.Convolutions.Convolution.ForwardPooled(
                shape, step.Input(0), step.Parameter(0), step.Parameter(1), activation, step.Output, step.StateBytes, step.Workspace, step.Workers);
        }
    }

    public override void Backward(in Step step)
    {
        ConvolutionShape shape = convolution.Geometry(step.Input(0).Shape);
        if (isPooled)
        {
            Compute.Convolutions.Convolution.BackwardPooled(
                shape,
                step.Input(0),
                step.Parameter(0),
                step.Output,
                step.StateBytes,
                activation,
                step.OutputGradient,
                step.InputGradient(0),
                step.ParameterGradient(0),
                step.ParameterGradient(1),
                step.Workspace,
                step.Workers);
        }
        else
        {
            Compute.Convolutions.Convolution.Backward(
                shape,
                step.Input(0),
                step.Parameter(0),
                step.Output,
                activation,
                step.OutputGradient,
                step.InputGradient(0),
                step.ParameterGradient(0),
                step.ParameterGradient(1),
                step.Workspace,
                step.Workers);
        }
    }
}
