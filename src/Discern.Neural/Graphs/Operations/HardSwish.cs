using Discern.Compute;

namespace Discern.Neural.Graphs.Operations;

/// <summary>y = x · min(max(x + 3, 0), 6) / 6: MobileNetV3's activation.</summary>
/// <remarks>Shape: any, unchanged.</remarks>
internal sealed class HardSwish : Operation
{
    public override string Kind => "HardSwish";

    public override string LayerName => "hard_swish";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 5, 4);

    public override void Forward(in Step step) => Compute.Activations.HardSwish.Forward(step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Compute.Activations.HardSwish.Backward(step.Input(0), step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
