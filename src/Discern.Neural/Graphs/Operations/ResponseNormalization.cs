using Discern.Compute;
using Discern.Compute.Normalization;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Local response normalisation across channels (Krizhevsky et al., NIPS 2012), as AlexNet and the first Inception use it.</summary>
internal sealed class ResponseNormalization : Operation
{
    public ResponseNormalization(ResponseFactors factors)
    {
        if (factors.Size is < 1 or > 1023 || factors.Size % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(factors), factors.Size, "A window of channels has an odd size from 1 to 1023, as many before as behind its middle.");
        }

        Factors = factors;
    }

    public override string Kind => "LocalResponseNormalization";

    public override string LayerName => "local_response_normalization";

    public override bool BackwardReadsOutput => false;

    public ResponseFactors Factors { get; }

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ShapeRule.Pictures(inputs[0], Kind);
        return inputs[0];
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Each(output.Count, (2 * Factors.Size) + 3, (4 * Factors.Size) + 6);

    public override void Forward(in Step step) =>
        Compute.Normalization.ResponseNormalization.Forward(Factors, step.Input(0), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Compute.Normalization.ResponseNormalization.Backward(
                Factors, step.Input(0), step.OutputGradient, step.InputGradient(0), step.Workers);
        }
    }
}
