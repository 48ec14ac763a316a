using Discern.Compute;
using Discern.Compute.Elementwise;
using Discern.Compute.Random;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Inverted dropout (Srivastava et al., JMLR 15, 2014): nothing happens in inference.</summary>
/// <remarks>Which values are left out is a function of (seed, step, layer, index in the batch): the same for any number of threads and of parts of a batch.</remarks>
internal sealed class Dropout : Operation
{
    // Sets the stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x44726F70;

    private readonly float rate;

    public Dropout(float rate)
    {
        if (rate is not (>= 0f and < 1f))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Dropout leaves out a share from 0 up to, not including, 1.");
        }

        this.rate = rate;
    }

    /// <summary>The probability that a value is left out.</summary>
    public float Rate => rate;

    public override string Kind => "Dropout";

    public override string LayerName => "dropout";

    public override bool CanRunInPlace => true;

    public override bool IsIdentityInInference => true;

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) =>
        new() { StateBytes = isDifferentiated ? checked((int)output.Count) : 0 };

    public override void Forward(in Step step)
    {
        if (step.IsTraining)
        {
            ulong stream = Philox.Stream(Purpose, step.Number, (ulong)step.Node);
            var draw = new RandomDraw(step.Seed, stream, step.First * step.Output.Shape.CountPerExample);
            RandomDrop.Forward(step.Input(0), step.Output, step.StateBytes, rate, draw, step.Workers);
        }
        else
        {
            step.Input(0).Values.CopyTo(step.Output.Values);
        }
    }

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent && !step.IsTraining)
        {
            step.OutputGradient.Values.CopyTo(step.InputGradient(0).Values);
        }
        else if (step.InputGradient(0).IsPresent)
        {
            RandomDrop.Backward(step.StateBytes, rate, step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
