using Discern.Compute;
using Discern.Compute.Pooling;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The mean of each window; padding counts for nothing, as in TensorFlow.</summary>
internal sealed class AveragePool(int size, PoolingOptions options) : Operation
{
    public override string Kind => "AveragePooling2D";

    public override string LayerName => "average_pooling2d";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        PoolingShape shape = Geometry(inputs[0]);
        return new Shape(inputs[0].Batch, shape.OutputHeight, shape.OutputWidth, shape.Channels);
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, size * size, size * size);

    public override void Forward(in Step step) =>
        AveragePooling.Forward(Geometry(step.Input(0).Shape), step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            AveragePooling.Backward(Geometry(step.InputGradient(0).Shape), step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }

    /// <summary>The sizes for one input.</summary>
    internal PoolingShape Geometry(Shape input)
    {
        ShapeRule.Pictures(input, Kind);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 16);
        int stride = options.Stride ?? size;
        var padding = options.Padding.For(input.Height, input.Width, size, size, stride);
        ShapeRule.Window(input, Kind, size, size, stride, padding);
        ShapeRule.PoolingPadding(Kind, size, padding);
        return new PoolingShape(input.Height, input.Width, input.Channels, size, size, stride, padding);
    }
}
