using Discern.Compute;
using Discern.Compute.Activations;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Rectified linear unit with a learned slope below 0 for each channel: y = x above 0, alpha · x below.</summary>
/// <remarks>Shape: any, unchanged. The slopes begin with 0 as in Keras. The gradient at 0 is the slope's.</remarks>
internal sealed class PRelu : Operation
{
    public override string Kind => "PReLU";

    public override string LayerName => "p_re_lu";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs) =>
        [new Parameter("alpha", new Shape(inputs[0].Channels), Initializer.Zeros)];

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) =>
        new() { WorkspaceFloats = isDifferentiated ? ChannelRectifier.WorkspaceCount(output) : 0 };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        new(output.Count, output.Count, 2 * output.Count);

    public override void Forward(in Step step) =>
        ChannelRectifier.Forward(step.Input(0), step.Parameter(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        // The slopes' gradient comes first: the input's may lie where the output's gradient is.
        if (step.ParameterGradient(0).IsPresent)
        {
            ChannelRectifier.SlopesGradient(step.Input(0), step.OutputGradient, step.ParameterGradient(0), step.Workspace, step.Workers);
        }

        if (step.InputGradient(0).IsPresent)
        {
            ChannelRectifier.Backward(step.Input(0), step.Parameter(0), step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
