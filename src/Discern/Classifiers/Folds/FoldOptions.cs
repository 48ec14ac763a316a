using Discern.Features.Caching;

namespace Discern.Classifiers.Folds;

/// <summary>How a recipe is judged by folds.</summary>
public sealed record FoldOptions
{
    /// <summary>How many folds, 3 or more: in turn one is held out, one chooses epochs and thresholds, and the others are learnt from.</summary>
    public int Count { get; init; } = 5;

    /// <summary>Whether the classifier is the mean of the folds' classifiers instead of one that learns as the data set is split.</summary>
    public bool IsEnsemble { get; init; }

    /// <summary>The seed by which the folds are drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's.</summary>
    public int Threads { get; init; }

    /// <summary>Where features are kept, so that an ensemble computes none twice; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 3);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
