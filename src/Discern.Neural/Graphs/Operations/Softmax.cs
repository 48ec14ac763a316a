using Discern.Compute;
using Discern.Compute.Activations;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Each example's values as shares of 1: eˣ over their sum.</summary>
/// <remarks>Shape: batch × classes, unchanged. Networks end in logits without it: the loss applies it.</remarks>
internal sealed class Softmax : Operation
{
    public override string Kind => "Softmax";

    public override string LayerName => "softmax";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ShapeRule.Vectors(inputs[0], Kind);
        return inputs[0];
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 5, 4);

    public override void Forward(in Step step) => RowSoftmax.Forward(step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            RowSoftmax.Backward(step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
