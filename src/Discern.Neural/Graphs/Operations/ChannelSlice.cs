using Discern.Compute;
using Discern.Compute.Elementwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Some neighbouring channels of a layer.</summary>
internal sealed class ChannelSlice(int start, int count) : Operation
{
    public override string Kind => "ChannelSlice";

    public override string LayerName => "channel_slice";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public int Start => start;

    public int Count => count;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape input = inputs[0];
        bool isInside = start >= 0 && count > 0 && count <= input.Channels && start <= input.Channels - count;
        return !isInside
            ? throw new ArgumentException($"Channels {start} to {start + (long)count - 1} are not all in {input}.", nameof(inputs))
            : input.Rank switch
            {
                2 => new Shape(input[0], count),
                3 => new Shape(input[0], input[1], count),
                _ => new Shape(input[0], input[1], input[2], count),
            };
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.None;

    public override void Forward(in Step step) => ChannelCopy.Run(step.Input(0), start, step.Output, 0, count, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            step.InputGradient(0).Values.Clear();
            ChannelCopy.Run(step.OutputGradient, 0, step.InputGradient(0), start, count, step.Workers);
        }
    }
}
