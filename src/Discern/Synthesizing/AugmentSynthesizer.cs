using Discern.Compute.Random;
using Discern.Imaging;

namespace Discern.Synthesizing;

/// <summary>Variants of training pictures: turned, shifted, skewed, zoomed, mirrored and tinted, sampled once.</summary>
internal sealed class AugmentSynthesizer : Synthesizer
{
    private const ulong Order = 1;
    private const ulong Change = 2;

    /// <inheritdoc/>
    public override string Name => "augment";

    /// <inheritdoc/>
    public override string Summary => "variants of training pictures: turned, shifted, skewed, zoomed, mirrored, tinted";

    /// <inheritdoc/>
    internal override IEnumerable<SyntheticPicture> Draw(SynthesisTask task)
    {
        // All pictures take their turns, in a drawn order, so that none has more than one variant more than another.
        int[] turns = [.. Enumerable.Range(0, task.Real.Count)];
        task.Random(Order).Shuffle<int>(turns);
        return Enumerable.Range(0, task.Options.Count).Select(number => Draw(task, task.Real[turns[number % turns.Length]], number));
    }

    private static SyntheticPicture Draw(SynthesisTask task, RealPicture parent, int number)
    {
        int size = task.Options.Size;
        Philox random = task.Random(Change, number);
        Transform transform = Augmentation.Draw(task.Options.Augmentation, ref random);
        float[] values = new float[3 * size * size];
        transform.Apply(Source(task, parent.Path), values, size, size);
        return new SyntheticPicture(SynthesisTask.ToPicture(values, size), [parent.Path]);
    }

    /// <summary>The parent at half as much again, so that nothing is lost where the variant is zoomed in.</summary>
    private static Picture Source(SynthesisTask task, string path)
    {
        int side = task.Options.Size * 3 / 2;
        string full = Path.Combine(task.Dataset.Root, path.Replace('/', Path.DirectorySeparatorChar));
        try
        {
            return PictureDecoder.Decode(full, new DecodeOptions { Width = side, Height = side, Fit = Fit.Crop });
        }
        catch (UnreadablePictureException exception)
        {
            throw new DiscernException($"{exception.Message} It could be read a moment ago: put it back, or leave it out, and try again.", exception);
        }
    }
}
