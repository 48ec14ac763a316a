using Discern.Compute;

namespace Discern.Neural.Training;

/// <summary>Labels and weights of the examples of a pass, and what fills them.</summary>
/// <param name="most">The most examples of a pass.</param>
/// <param name="classWeights">One factor per class; null for 1 each.</param>
internal sealed class Examples(int most, IReadOnlyList<float>? classWeights)
{
    private readonly int[] labels = new int[most];
    private readonly float[] weights = new float[most];

    /// <summary>One class per example.</summary>
    public Span<int> Labels => labels;

    /// <summary>One factor per example, that of its class included.</summary>
    public Span<float> Weights => weights;

    /// <summary>Draws a part of a batch.</summary>
    /// <param name="part">The part.</param>
    /// <param name="inputs">Receives its examples.</param>
    public void Fill(in BatchPart part, Tensor inputs)
    {
        Span<float> own = weights.AsSpan(0, part.Count);
        own.Fill(1f);
        part.Source.Fill(part.Epoch, part.Start + part.First, inputs.Take(part.Count).Values, labels.AsSpan(0, part.Count), own);
        for (int example = 0; example < own.Length && classWeights is not null; example++)
        {
            // A label that is none of the classes is refused by the loss.
            int label = labels[example];
            own[example] *= (uint)label < (uint)classWeights.Count ? classWeights[label] : 1f;
        }
    }

    /// <summary>Takes over another's labels and weights.</summary>
    public void CopyFrom(Examples other)
    {
        other.labels.CopyTo(labels, 0);
        other.weights.CopyTo(weights, 0);
    }
}
