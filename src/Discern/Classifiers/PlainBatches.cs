using Discern.Imaging;
using Discern.Neural.Training;

namespace Discern.Classifiers;

/// <summary>Pictures as they are, in their order: for validation and prediction.</summary>
/// <param name="pictures">The pictures.</param>
/// <param name="filler">What decodes them.</param>
/// <param name="classWeights">One factor per class for the losses; null for 1 each.</param>
internal sealed class PlainBatches(IReadOnlyList<LabelledPicture> pictures, BatchFiller filler, IReadOnlyList<float>? classWeights = null) : IBatchSource
{
    public int Count => pictures.Count;

    public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
    {
        ReadOnlySpan<bool> isThere = Fill(start, inputs, labels);
        for (int i = 0; i < labels.Length; i++)
        {
            // A picture that has vanished since it was listed counts for nothing.
            sampleWeights[i] = isThere[i] ? classWeights?[labels[i]] ?? 1f : 0f;
        }
    }

    /// <summary>Writes consecutive pictures, and says which of them could be read.</summary>
    public ReadOnlySpan<bool> Fill(int start, Span<float> inputs, Span<int> labels)
    {
        Span<BatchItem> items = filler.Items(labels.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            items[i] = new BatchItem(pictures[start + i].Index, Transform.Identity);
            labels[i] = pictures[start + i].Label;
        }

        return filler.Fill(labels.Length, inputs);
    }
}
