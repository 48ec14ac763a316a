using Discern.Classifiers.Balance;
using Discern.Compute.Random;
using Discern.Imaging;
using Discern.Neural.Training;

namespace Discern.Classifiers;

/// <summary>The training pictures in a new order each epoch, and in drawn variants.</summary>
/// <remarks>
/// An epoch has every picture once, or as many times as variants are asked for. Order and variants are pure functions of
/// (seed, epoch, picture, variant): an epoch is drawn again, after a stop and with any number of threads, with the same bits.
/// </remarks>
internal sealed class TrainingBatches : IBatchSource
{
    // They set the streams of random numbers apart from those of other purposes.
    private const ulong OrderPurpose = 0x4F72646572;
    private const ulong VariantPurpose = 0x56617279;

    private readonly IReadOnlyList<LabelledPicture> pictures;
    private readonly CnnOptions options;
    private readonly BatchFiller filler;
    private readonly int variants;
    private readonly int[] order;
    private int shuffledEpoch = -1;

    public TrainingBatches(IReadOnlyList<LabelledPicture> pictures, CnnOptions options, BatchFiller filler)
    {
        this.pictures = pictures;
        this.options = options;
        this.filler = filler;
        variants = Math.Max(options.Augment, 1);
        order = new int[checked(pictures.Count * variants)];
    }

    public int Count => order.Length;

    public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
    {
        Shuffle(epoch);
        Span<BatchItem> items = filler.Items(labels.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            (int picture, int variant) = Math.DivRem(order[start + i], variants);
            items[i] = new BatchItem(pictures[picture].Index, Draw(epoch, picture, variant));
            labels[i] = pictures[picture].Label;
        }

        ReadOnlySpan<bool> isThere = filler.Fill(labels.Length, inputs);
        for (int i = 0; i < labels.Length; i++)
        {
            if (!isThere[i])
            {
                sampleWeights[i] = 0; // it has vanished since it was listed: nothing is learnt from the zeros in its place
            }
        }
    }

    private Transform Draw(int epoch, int picture, int variant)
    {
        if (options.Augment == 0)
        {
            return Transform.Identity;
        }

        var random = new Philox(options.Seed, Philox.Stream(VariantPurpose, (ulong)epoch, (ulong)picture, (ulong)variant));
        return Augmentation.Draw(options.Augmentation, ref random);
    }

    private void Shuffle(int epoch)
    {
        if (epoch == shuffledEpoch)
        {
            return;
        }

        var random = new Philox(options.Seed, Philox.Stream(OrderPurpose, (ulong)epoch));
        if (options.Remedies.HasBalancedBatches)
        {
            TurnOrder.Fill(order, [.. Enumerable.Range(0, order.Length).Select(example => pictures[example / variants].Label)], ref random);
        }
        else
        {
            for (int i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            random.Shuffle<int>(order);
        }

        shuffledEpoch = epoch;
    }
}
