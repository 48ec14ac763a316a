using Discern.Compute;
using Discern.Compute.Elementwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The product of two layers, or of a layer and one gate per channel of each example, as in squeeze-and-excitation.</summary>
/// <remarks>Shapes: twice the same; or batch × … × channels and batch × channels, or batch × 1 × 1 × channels.</remarks>
internal sealed class Multiply : Operation
{
    public override string Kind => "Multiply";

    public override string LayerName => "multiply";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0] == inputs[1] || IsGate(inputs[0], inputs[1])
        ? inputs[0]
        : throw new ArgumentException(
            $"Multiply needs two inputs of one shape, or a gate per channel as the second, and was given {inputs[0]} and {inputs[1]}.", nameof(inputs));

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, toInputs: 2);

    public override void Forward(in Step step)
    {
        if (step.Input(0).Shape == step.Input(1).Shape)
        {
            Multiplication.Run(step.Input(0), step.Input(1), step.Output, step.Workers);
        }
        else
        {
            Gating.Run(step.Input(0), step.Input(1), step.Output, step.Workers);
        }
    }

    public override void Backward(in Step step)
    {
        // The second gradient comes first: the other one may lie where the output's gradient is.
        bool isGate = step.Input(0).Shape != step.Input(1).Shape;
        if (step.InputGradient(1).IsPresent)
        {
            if (isGate)
            {
                Gating.GatesGradient(step.Input(0), step.OutputGradient, step.InputGradient(1), step.Workers);
            }
            else
            {
                Multiplication.Run(step.OutputGradient, step.Input(0), step.InputGradient(1), step.Workers);
            }
        }

        if (step.InputGradient(0).IsPresent)
        {
            if (isGate)
            {
                Gating.Run(step.OutputGradient, step.Input(1), step.InputGradient(0), step.Workers);
            }
            else
            {
                Multiplication.Run(step.OutputGradient, step.Input(1), step.InputGradient(0), step.Workers);
            }
        }
    }

    private static bool IsGate(Shape input, Shape gate) =>
        gate.Batch == input.Batch && gate.Channels == input.Channels && gate.CountPerExample == gate.Channels;
}
