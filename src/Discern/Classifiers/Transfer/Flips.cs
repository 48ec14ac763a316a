using Discern.Datasets;
using Discern.Features.Backbones;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>Whether pretrained bodies look at each picture mirrored, too.</summary>
internal static class Flips
{
    /// <summary>In data sets of up to so many pictures they do where nothing is said: there each picture counts, and twice the time is still seconds.</summary>
    public const int MostPictures = 500;

    /// <summary>Where one of two classes is rare its pictures are few in larger data sets, too; beyond this twice the time is hours.</summary>
    public const int MostPicturesWithRareClass = 10_000;

    /// <summary>The decision for a data set. The rule follows from time and from cross-validation on training pictures, as docs/train.md tells.</summary>
    /// <param name="asked">What the user says; null for nothing.</param>
    /// <param name="dataset">The pictures.</param>
    /// <param name="backbone">What looks at them: one that the user brings looks once, since one that knew its subject gained nothing.</param>
    public static bool Decide(bool? asked, Dataset dataset, Backbone backbone) =>
        asked ?? (backbone is not FileBackbone
            && dataset.Examples.Count <= (ThresholdSearch.IsWorthwhile(dataset.ClassCounts()) ? MostPicturesWithRareClass : MostPictures));

    /// <summary>How a finished run's classifier looks at pictures.</summary>
    public static Views Of(RunDescription run) => Views.Plain with { HasFlips = run.IsFlipAveraged };
}
