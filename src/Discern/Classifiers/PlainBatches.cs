using Discern.Imaging;
using Discern.Neural.Training;

namespace Discern.Classifiers;

/// <summary>Pictures as they are, in their order: for validation and prediction.</summary>
internal sealed class PlainBatches(IReadOnlyList<LabelledPicture> pictures, BatchFiller filler) : IBatchSource
{
    public int Count => pictures.Count;

    public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
    {
        ReadOnlySpan<bool> isThere = Fill(start, inputs, labels);
        for (int i = 0; i < labels.Length; i++)
        {
            if (!isThere[i])
            {
                sampleWeights[i] = 0; // it has vanished since it was listed
            }
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
