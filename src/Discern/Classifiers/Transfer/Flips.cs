using Discern.Datasets;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>Whether pretrained bodies look at each picture mirrored, too.</summary>
internal static class Flips
{
    /// <summary>
    /// In data sets of up to so many pictures they do where nothing is said: there each picture counts, and twice the time is still
    /// seconds. Chosen by cross-validation on training pictures, as docs/train.md tells.
    /// </summary>
    public const int MostPictures = 500;

    /// <summary>The decision for a data set.</summary>
    /// <param name="asked">What the user says; null for nothing.</param>
    /// <param name="dataset">The pictures.</param>
    public static bool Decide(bool? asked, Dataset dataset) => asked ?? dataset.Examples.Count <= MostPictures;

    /// <summary>How a finished run's classifier looks at pictures.</summary>
    public static Views Of(RunDescription run) => Views.Plain with { HasFlips = run.IsFlipAveraged };
}
