using Discern.Compute;

namespace Discern.Neural.Graphs.Operations;

/// <summary>All values of an example as one vector; plans give both the same memory, so that nothing is copied.</summary>
internal sealed class Flatten : Operation
{
    public override string Kind => "Flatten";

    public override string LayerName => "flatten";

    public override bool IsView => true;

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => new(inputs[0].Batch, checked((int)inputs[0].CountPerExample));

    public override void Forward(in Step step) => step.Input(0).Values.CopyTo(step.Output.Values);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            step.OutputGradient.Values.CopyTo(step.InputGradient(0).Values);
        }
    }
}
