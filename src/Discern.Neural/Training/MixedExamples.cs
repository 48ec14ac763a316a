using Discern.Compute;
using Discern.Compute.Memory;

namespace Discern.Neural.Training;

/// <summary>Mixes a part of a batch with its partners, which may be in another part.</summary>
internal sealed class MixedExamples : IDisposable
{
    private readonly Mixup mixup;
    private readonly Examples mirrored;
    private readonly Arena arena;
    private readonly Tensor inputs;

    /// <param name="options">Give α, seed and class weights.</param>
    /// <param name="shape">The most examples of a part.</param>
    public MixedExamples(TrainingOptions options, Shape shape)
    {
        mixup = new Mixup(options.Mixup, options.Seed, shape.Batch);
        mirrored = new Examples(shape.Batch, options.ClassWeights);
        arena = new Arena(Arena.BytesOf(shape));
        inputs = arena.Tensor(0, shape);
    }

    /// <summary>The class of each example's partner.</summary>
    public ReadOnlySpan<int> Partners => mixup.Partners;

    /// <summary>The share of each example's own class in its target.</summary>
    public ReadOnlySpan<float> Shares => mixup.Shares;

    /// <summary>Mixes what was drawn.</summary>
    /// <param name="part">The part.</param>
    /// <param name="own">Its labels and weights, which become those of the mixtures.</param>
    /// <param name="ownInputs">Its examples, which become mixtures.</param>
    /// <param name="step">The step's number.</param>
    public void Mix(in BatchPart part, Examples own, Tensor ownInputs, long step)
    {
        if (part.Count == part.BatchCount)
        {
            mirrored.CopyFrom(own);
            ownInputs.Take(part.Count).Values.CopyTo(inputs.Values);
        }
        else
        {
            mirrored.Fill(part.Mirrored, inputs);
        }

        int middle = part.BatchCount % 2 == 0 ? -1 : (part.BatchCount / 2) - part.First;
        var partners = new MirroredExamples(inputs, mirrored.Labels[..part.Count], mirrored.Weights[..part.Count]) { Middle = middle };
        mixup.Mix(ownInputs, own.Labels[..part.Count], own.Weights[..part.Count], partners, step);
    }

    /// <inheritdoc/>
    public void Dispose() => arena.Dispose();
}
