using Discern.Imaging;
using Discern.Neural.Graphs;

namespace Discern.Classifiers;

/// <summary>A trained classifier with all that lies between a picture's file and its probabilities.</summary>
internal interface IPictureModel : IDisposable
{
    /// <summary>How a picture is brought to the size that the classifier sees.</summary>
    Fit Fit { get; }

    /// <summary>How pictures in memory have to be decoded: once for each size that the classifier looks at.</summary>
    IReadOnlyList<DecodeOptions> Decodings { get; }

    /// <summary>What the user should know before it answers, as a sentence; null for nothing.</summary>
    string? Remark => null;

    /// <summary>Judges pictures in memory, any number of them. One call at a time.</summary>
    /// <param name="pictures">Each decoded once by each of <see cref="Decodings"/>, in their order.</param>
    /// <returns>For each picture one probability per class: the same numbers as for its file.</returns>
    float[][] Predict(IReadOnlyList<IReadOnlyList<Picture>> pictures);

    /// <summary>Reads and judges pictures in their order, as they come: any number of them takes the same memory.</summary>
    /// <param name="paths">The pictures; each is read when its result is near.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    IEnumerable<PictureProbabilities> Predict(IEnumerable<string> paths, CancellationToken cancellation);

    /// <summary>The same classifier as one network, from pixels of 0 to 255 to logits.</summary>
    /// <exception cref="DiscernException">It cannot be one network; the sentence says why.</exception>
    ComposedNetwork Compose();
}
