using Discern.Compute;

namespace Discern.Neural.Training;

/// <summary>The partners of a part of a batch in mixup: they lie at the same distance from the batch's other end.</summary>
/// <remarks>The partner of the part's first example is the last one here. Where the part is the whole batch, it is the batch itself, before it is mixed.</remarks>
/// <param name="inputs">As many examples as the part has, in the batch's order.</param>
/// <param name="labels">Their classes.</param>
/// <param name="weights">Their weights.</param>
internal readonly ref struct MirroredExamples(Tensor inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights)
{
    public Tensor Inputs { get; } = inputs;

    public ReadOnlySpan<int> Labels { get; } = labels;

    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>The place in the part of the example in the middle of the batch, which has no partner; negative where there is none.</summary>
    public required int Middle { get; init; }
}
