using Discern.Compute;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Where examples go in: nothing is computed.</summary>
internal sealed class Input(Shape shape) : Operation
{
    public override string Kind => "InputLayer";

    public override string LayerName => "input_layer";

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => shape;

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.None;

    public override void Forward(in Step step)
    {
        // The caller has filled it.
    }

    public override void Backward(in Step step)
    {
        // Nothing comes before it.
    }
}
