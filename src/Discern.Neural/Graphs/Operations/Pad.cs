using Discern.Compute;
using Discern.Compute.Convolutions;
using Discern.Compute.Elementwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Zeros around a picture and, as BlazeFace's shortcuts need them, behind its channels.</summary>
internal sealed class Pad : Operation
{
    public Pad(Padding padding, int channels)
    {
        int least = Math.Min(Math.Min(padding.Top, padding.Bottom), Math.Min(padding.Left, padding.Right));
        ArgumentOutOfRangeException.ThrowIfNegative(least, nameof(padding));
        ArgumentOutOfRangeException.ThrowIfNegative(channels);
        Padding = padding;
        Channels = channels;
    }

    public override string Kind => "ZeroPadding2D";

    public override string LayerName => "zero_padding2d";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public Padding Padding { get; }

    /// <summary>Channels of zeros behind the others.</summary>
    public int Channels { get; }

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ShapeRule.Pictures(inputs[0], Kind);
        Shape input = inputs[0];
        return new Shape(
            input.Batch,
            checked(Padding.Top + input.Height + Padding.Bottom),
            checked(Padding.Left + input.Width + Padding.Right),
            checked(input.Channels + Channels));
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.None;

    public override void Forward(in Step step) => Framing.Add(step.Input(0), Padding, step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Framing.Remove(step.OutputGradient, Padding, step.InputGradient(0), step.Workers);
        }
    }
}
