using Discern.Compute;
using Discern.Compute.Normalization;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Local response normalisation across channels (Krizhevsky et al., NIPS 2012), as AlexNet and the first Inception use it.</summary>
internal sealed class ResponseNormalization : Operation
{
    public ResponseNormalization(ResponseFactors factors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factors.Size, 1, nameof(factors));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factors.Size, 1024, nameof(factors));
        Factors = factors;
    }

    public override string Kind => "LocalResponseNormalization";

    public override string LayerName => "local_response_normalization";

    public override bool BackwardReadsOutput => false;

    public ResponseFactors Factors { get; }

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

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
