using Discern.Compute;
using Discern.Compute.Elementwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>The channels of several layers side by side.</summary>
internal sealed class Concat : Operation
{
    public override string Kind => "Concatenate";

    public override string LayerName => "concatenate";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape first = inputs[0];
        int channels = 0;
        foreach (Shape input in inputs)
        {
            if (WithChannels(input, first.Channels) != first)
            {
                throw new ArgumentException($"Concat needs inputs alike but for their channels and was given {first} and {input}.", nameof(inputs));
            }

            channels += input.Channels;
        }

        return WithChannels(first, channels);
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.None;

    public override void Forward(in Step step)
    {
        int start = 0;
        for (int input = 0; input < step.InputCount; input++)
        {
            int channels = step.Input(input).Shape.Channels;
            ChannelCopy.Run(step.Input(input), 0, step.Output, start, channels, step.Workers);
            start += channels;
        }
    }

    public override void Backward(in Step step)
    {
        int start = 0;
        for (int input = 0; input < step.InputCount; input++)
        {
            int channels = step.Input(input).Shape.Channels;
            if (step.InputGradient(input).IsPresent)
            {
                ChannelCopy.Run(step.OutputGradient, start, step.InputGradient(input), 0, channels, step.Workers);
            }

            start += channels;
        }
    }

    private static Shape WithChannels(Shape shape, int channels) => shape.Rank switch
    {
        2 => new Shape(shape[0], channels),
        3 => new Shape(shape[0], shape[1], channels),
        _ => new Shape(shape[0], shape[1], shape[2], channels),
    };
}
