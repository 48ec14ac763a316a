using Discern.Compute;
using Discern.Compute.Elementwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The sum of two layers, as in residual networks.</summary>
internal sealed class Add : Operation
{
    public override string Kind => "Add";

    public override string LayerName => "add";

    public override bool BackwardReadsInputs => false;

    public override int? InputOfGradient => 0;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0] == inputs[1]
        ? inputs[0]
        : throw new ArgumentException($"Add needs two inputs of one shape and was given {inputs[0]} and {inputs[1]}.", nameof(inputs));

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, toInputs: 0);

    public override void Forward(in Step step) => Addition.Run(step.Input(0), step.Input(1), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        for (int input = 0; input < step.InputCount; input++)
        {
            // Where both are the same memory, there is nothing to copy.
            Span<float> gradient = step.InputGradient(input).Values;
            if (!gradient.IsEmpty && !gradient.Overlaps(step.OutputGradient.Values))
            {
                step.OutputGradient.Values.CopyTo(gradient);
            }
        }
    }
}
