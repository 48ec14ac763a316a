using Discern.Compute.Threading;
using Discern.Imaging;

namespace Discern.Classifiers;

/// <summary>Turns pictures of the cache into a network's input, on all cores.</summary>
internal sealed class BatchFiller(PictureCache cache, NetworkDescription network, Workers workers)
{
    private readonly int valuesPerPicture = network.Size * network.Size * network.Channels;
    private BatchItem[] items = [];
    private float[] values = [];
    private bool[] isThere = [];

    /// <summary>The places of the next batch, to be set before <see cref="Fill"/>.</summary>
    public Span<BatchItem> Items(int count)
    {
        if (items.Length < count)
        {
            items = new BatchItem[count];
            isThere = new bool[count];
            values = new float[(long)count * valuesPerPicture];
        }

        return items.AsSpan(0, count);
    }

    /// <summary>Writes the batch: count × size × size × channels values in [0, 1]; a picture that cannot be read any more is all 0 and false.</summary>
    public ReadOnlySpan<bool> Fill(int count, Span<float> inputs)
    {
        workers.For(count, new Job(this));
        values.AsSpan(0, count * valuesPerPicture).CopyTo(inputs);
        return isThere.AsSpan(0, count);
    }

    private void FillOne(int place)
    {
        Span<float> target = values.AsSpan(place * valuesPerPicture, valuesPerPicture);
        Picture? picture = cache.Find(items[place].Picture);
        isThere[place] = picture is not null;
        if (picture is null)
        {
            target.Clear();
        }
        else
        {
            items[place].Transform.Apply(picture, target, network.Size, network.Size);
        }
    }

    private readonly struct Job(BatchFiller filler) : IJob
    {
        public void Run(int index, int worker) => filler.FillOne(index);
    }
}
