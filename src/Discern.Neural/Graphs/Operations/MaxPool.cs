using Discern.Compute;
using Discern.Compute.Pooling;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The largest value of each window; the gradient goes to the first of equals.</summary>
internal sealed class MaxPool(int size, PoolingOptions options) : Operation
{
    public override string Kind => "MaxPooling2D";

    public override string LayerName => "max_pooling2d";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    /// <summary>Whether windows of 2 × 2 lie side by side, as the fused convolution pools.</summary>
    public bool IsPlainTwoByTwo => size == 2 && options.Stride is null or 2 && options.Padding == PaddingRule.Valid;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        PoolingShape shape = Geometry(inputs[0]);
        return new Shape(inputs[0].Batch, shape.OutputHeight, shape.OutputWidth, shape.Channels);
    }

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) =>
        new() { StateBytes = isDifferentiated ? checked((int)output.Count) : 0 };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, size * size);

    public override void Forward(in Step step) =>
        MaxPooling.Forward(Geometry(step.Input(0).Shape), step.Input(0), step.Output, step.StateBytes, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            MaxPooling.Backward(
                Geometry(step.InputGradient(0).Shape), step.StateBytes, step.OutputGradient, step.InputGradient(0), step.Workers);
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
