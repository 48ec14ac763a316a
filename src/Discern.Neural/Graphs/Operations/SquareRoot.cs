using Discern.Compute;

namespace Discern.Neural.Graphs.Operations;

/// <summary>y = √max(x, 0), which spreads averages of rectified maps more evenly.</summary>
/// <remarks>Shape: any, unchanged. The gradient up to 0 is 0.</remarks>
internal sealed class SquareRoot : Operation
{
    public override string Kind => "SquareRoot";

    public override string LayerName => "square_root";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 2, 2);

    public override void Forward(in Step step) => Compute.Activations.SquareRoot.Forward(step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Compute.Activations.SquareRoot.Backward(step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
