using Discern.Compute;
using Discern.Compute.Activations;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The logistic function, y = 1 / (1 + e⁻ˣ).</summary>
/// <remarks>Shape: any, unchanged. Networks end in logits without it: the loss applies it.</remarks>
internal sealed class Sigmoid : Operation
{
    public override string Kind => "Activation";

    public override string LayerName => "activation";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 3, 3);

    public override void Forward(in Step step) => Logistic.Forward(step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Logistic.Backward(step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
