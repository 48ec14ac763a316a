using Discern.Compute;
using Discern.Compute.Pooling;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Every place repeated, so that a picture is a whole number of times as high and as wide (interpolation "nearest" in Keras).</summary>
internal sealed class Upsample : Operation
{
    public Upsample(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 16);
        Factor = factor;
    }

    public override string Kind => "UpSampling2D";

    public override string LayerName => "up_sampling2d";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    /// <summary>How many times as high and as wide.</summary>
    public int Factor { get; }

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ShapeRule.Pictures(inputs[0], Kind);
        Shape input = inputs[0];
        return new Shape(input.Batch, checked(input.Height * Factor), checked(input.Width * Factor), input.Channels);
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, forward: 0);

    public override void Forward(in Step step) => Upsampling.Forward(step.Input(0), Factor, step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Upsampling.Backward(step.OutputGradient, Factor, step.InputGradient(0), step.Workers);
        }
    }
}
