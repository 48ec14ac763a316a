using Discern.Compute;
using Discern.Compute.Activations;

namespace Discern.Neural.Graphs.Operations;

/// <summary>A straight line in the place of the logistic function: y = min(max(slope · x + offset, 0), 1).</summary>
/// <remarks>Shape: any, unchanged. PyTorch's and MobileNetV3's slope is 1/6, ONNX's default 0.2; both have the offset 0.5.</remarks>
internal sealed class HardSigmoid(float slope, float offset) : Operation
{
    public override string Kind => "HardSigmoid";

    public override string LayerName => "hard_sigmoid";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public float Slope => slope;

    public float Offset => offset;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 4, 2);

    public override void Forward(in Step step) => HardLogistic.Forward(slope, offset, step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            HardLogistic.Backward(slope, step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
