using Discern.Compute;
using Discern.Compute.Pooling;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The largest value of each channel over the whole picture; the gradient goes to the first of equals.</summary>
internal sealed class GlobalMaxPool : Operation
{
    public override string Kind => "GlobalMaxPooling2D";

    public override string LayerName => "global_max_pooling2d";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ShapeRule.Pictures(inputs[0], Kind);
        return new Shape(inputs[0].Batch, inputs[0].Channels);
    }

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) =>
        new() { StateFloats = isDifferentiated ? output.Count : 0 };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        new(inputs[0].Count, output.Count, 0);

    public override void Forward(in Step step) =>
        GlobalPooling.MaxForward(step.Input(0), step.Output, step.StateFloats, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            GlobalPooling.MaxBackward(step.StateFloats, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
