using Discern.Compute;

namespace Discern.Neural.Graphs.Operations;

/// <summary>y = x / (1 + e⁻ˣ), also called SiLU: EfficientNet's activation.</summary>
/// <remarks>Shape: any, unchanged.</remarks>
internal sealed class Swish : Operation
{
    public override string Kind => "Swish";

    public override string LayerName => "swish";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 4, 7);

    public override void Forward(in Step step) => Compute.Activations.Swish.Forward(step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Compute.Activations.Swish.Backward(step.Input(0), step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
