using Discern.Compute;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The values of each example in their order, seen with another shape; nothing is copied where memory can be shared.</summary>
internal sealed class Reshape(Shape target) : Operation
{
    public override string Kind => "Reshape";

    public override string LayerName => "reshape";

    public override bool IsView => true;

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0].CountPerExample == target.CountPerExample
        ? target.WithBatch(inputs[0].Batch)
        : throw new ArgumentException(
            $"Reshape makes {target.CountPerExample} values of each example and was given {inputs[0]}.", nameof(inputs));

    public override void Forward(in Step step) => step.Input(0).Values.CopyTo(step.Output.Values);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            step.OutputGradient.Values.CopyTo(step.InputGradient(0).Values);
        }
    }
}
