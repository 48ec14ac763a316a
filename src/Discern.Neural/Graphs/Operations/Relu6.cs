using Discern.Compute;
using Discern.Compute.Activations;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Rectified linear unit with an upper bound, y = min(max(x, 0), 6).</summary>
/// <remarks>Shape: any, unchanged. The gradient at 0 and at 6 is 0, as in PyTorch and Keras.</remarks>
internal sealed class Relu6 : Operation
{
    public override string Kind => "ReLU";

    public override string LayerName => "re_lu";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 2, 2);

    public override void Forward(in Step step) => Rectifier.Forward(Activation.Relu6, step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Rectifier.Backward(Activation.Relu6, step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
