using Discern.Compute;
using Discern.Compute.Activations;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Rectified linear unit, y = max(x, 0).</summary>
/// <remarks>Shape: any, unchanged. The gradient at 0 is 0, as in PyTorch and Keras.</remarks>
internal sealed class Relu : Operation
{
    public override string Kind => "ReLU";

    public override string LayerName => "re_lu";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override void Forward(in Step step) => Rectifier.Forward(Activation.Relu, step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Rectifier.Backward(Activation.Relu, step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
