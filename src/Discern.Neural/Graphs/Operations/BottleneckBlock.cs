using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Bottlenecks;
using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs.Operations;

/// <summary>A MobileNet block, widened, filtered and narrowed some rows at a time. Plans put it in the place of the convolutions that it is made of.</summary>
/// <remarks>Its stages are the convolutions in their order, the first left out where the geometry has none. A second input is added before the last activation.</remarks>
internal sealed class BottleneckBlock(BottleneckShape shape, Activation expand, Activation depthwise, Activation project) : Operation
{
    public override string Kind => "Bottleneck";

    public override string LayerName => "bottleneck";

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => new(inputs[0].Batch, shape.Project.Height, shape.Project.Width, shape.Project.Filters);

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained)
    {
        long depthwiseOperations = shape.Depthwise.OperationsPerPicture / shape.Depthwise.Channels;
        long picture = (shape.Expand?.OperationsPerPicture ?? 0) + depthwiseOperations + shape.Project.OperationsPerPicture;
        return OperationArithmetic.Linear(inputs[0].Batch * picture);
    }

    public override void Forward(in Step step)
    {
        bool isExpanded = shape.Expand is not null;
        StepMemory first = step.Stage(0);
        StepMemory middle = step.Stage(isExpanded ? 1 : 0);
        StepMemory last = step.Stage(isExpanded ? 2 : 1);
        Bottleneck.Forward(
            shape,
            isExpanded ? new((Float32Weights)first.PackedWeights!, first.Parameter(1), expand) : default,
            new(middle.Parameter(0), middle.Parameter(1), depthwise),
            new((Float32Weights)last.PackedWeights!, last.Parameter(1), project),
            step.Input(0),
            step.InputCount > 1 ? step.Input(1) : default,
            step.Output,
            step.Workers);
    }

    public override void Backward(in Step step) => throw new InvalidOperationException("A bottleneck is joined in plans for inference alone, which have no backward pass.");
}
