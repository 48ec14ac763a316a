using Discern.Compute;
using Discern.Compute.Elementwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Fixed numbers per channel: y = x · scale + shift, for preprocessing and for constants in foreign networks.</summary>
/// <remarks>Shape: any, unchanged. Training never changes the numbers.</remarks>
internal sealed class Rescaling : Operation
{
    public override string Kind => "Rescaling";

    public override string LayerName => "rescaling";

    public override bool CanRunInPlace => true;

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs)
    {
        var channels = new Shape(inputs[0].Channels);
        return
        [
            new Parameter("scale", channels, Initializer.Ones, isStatistic: true),
            new Parameter("shift", channels, Initializer.Zeros, isStatistic: true),
        ];
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, 2);

    public override void Forward(in Step step) =>
        ChannelAffine.Run(step.Input(0), step.Parameter(0), step.Parameter(1), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            ChannelAffine.Run(step.OutputGradient, step.Parameter(0), default, step.InputGradient(0), step.Workers);
        }
    }
}
