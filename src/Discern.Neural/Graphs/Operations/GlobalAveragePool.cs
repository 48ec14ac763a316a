using Discern.Compute;
using Discern.Compute.Pooling;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The mean of each channel over the whole picture.</summary>
internal sealed class GlobalAveragePool : Operation
{
    public override string Kind => "GlobalAveragePooling2D";

    public override string LayerName => "global_average_pooling2d";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ShapeRule.Pictures(inputs[0], Kind);
        return new Shape(inputs[0].Batch, inputs[0].Channels);
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(inputs[0].Count);

    public override void Forward(in Step step) => GlobalPooling.AverageForward(step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            GlobalPooling.AverageBackward(step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
