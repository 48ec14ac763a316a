using Discern.Compute.Random;
using Discern.Datasets;
using Discern.Imaging;

namespace Discern.Classifiers.Transfer;

/// <summary>How often, and how changed, a pretrained body looks at each picture.</summary>
/// <remarks>
/// First the picture as it is; then, with flips, mirrored left to right; training pictures then in drawn variants. All of them
/// are learnt from. The answer for a picture is the mean of the probabilities of the first and, with flips, the second: drawn
/// variants have no part in it.
/// </remarks>
internal sealed record Views
{
    // It sets the stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x5669657773;

    /// <summary>Each picture once, as it is.</summary>
    public static Views Plain { get; } = new();

    /// <summary>Whether each picture is looked at mirrored, too.</summary>
    public bool HasFlips { get; init; }

    /// <summary>Drawn variants of each training picture, 0 or more.</summary>
    public int Draws { get; init; }

    /// <summary>What the variants may differ by.</summary>
    public AugmentationOptions Augmentation { get; init; } = AugmentationOptions.Default;

    /// <summary>The seed of the variants.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many views of a picture are averaged for its answer.</summary>
    public int Averaged => HasFlips ? 2 : 1;

    /// <summary>How many views of each picture of a split there are.</summary>
    public int Of(Split split) => split == Split.Train ? Averaged + Draws : Averaged;

    /// <summary>The change that makes a view of a picture; null for none.</summary>
    /// <param name="picture">The picture's number, by which its variants are drawn.</param>
    /// <param name="view">The view's number, from 0.</param>
    public Transform? Transform(int picture, int view)
    {
        if (view < Averaged)
        {
            return view == 0 ? null : Imaging.Transform.Identity with { IsFlippedHorizontally = true };
        }

        var random = new Philox(Seed, Philox.Stream(Purpose, (ulong)picture, (ulong)(view - Averaged)));
        return Imaging.Augmentation.Draw(Augmentation, ref random);
    }

    /// <summary>The mean of the probabilities of each picture's averaged views.</summary>
    /// <param name="probabilities">Rows × classes: all views of the first picture, then of the next.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="views">How many views each picture has in the rows; those after the averaged ones are passed over.</param>
    /// <returns>Pictures × classes.</returns>
    public float[] Average(ReadOnlySpan<float> probabilities, int classes, int views)
    {
        if (views == 1)
        {
            return probabilities.ToArray();
        }

        float[] means = new float[probabilities.Length / views];
        for (int place = 0; place < means.Length; place++)
        {
            (int picture, int label) = Math.DivRem(place, classes);
            double sum = 0;
            for (int view = 0; view < Averaged; view++)
            {
                sum += probabilities[(((picture * views) + view) * classes) + label];
            }

            means[place] = (float)(sum / Averaged);
        }

        return means;
    }
}
