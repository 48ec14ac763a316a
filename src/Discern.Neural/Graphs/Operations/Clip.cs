using Discern.Compute;
using Discern.Compute.Activations;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Values between two bounds: y = min(max(x, lower), upper).</summary>
/// <remarks>Shape: any, unchanged. The gradient at the bounds is 0.</remarks>
internal sealed class Clip : Operation
{
    public Clip(float lower, float upper)
    {
        if (!(lower <= upper))
        {
            throw new ArgumentOutOfRangeException(nameof(upper), upper, $"The upper bound is below the lower one, {lower}.");
        }

        Lower = lower;
        Upper = upper;
    }

    public override string Kind => "Clip";

    public override string LayerName => "clip";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public float Lower { get; }

    public float Upper { get; }

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 2, 2);

    public override void Forward(in Step step) => Bounds.Forward(Lower, Upper, step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Bounds.Backward(Lower, Upper, step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
