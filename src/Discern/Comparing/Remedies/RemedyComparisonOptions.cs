using Discern.Classifiers;
using Discern.Features.Backbones;
using Discern.Features.Caching;

namespace Discern.Comparing.Remedies;

/// <summary>How remedies are compared.</summary>
public sealed record RemedyComparisonOptions
{
    /// <summary>Folds of each repeat, 2 or more; each is held out once.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How often the pictures are dealt into folds anew, 1 or more.</summary>
    public int Repeats { get; init; } = 2;

    /// <summary>The figure that decides; null for the F1 of the smaller of two classes, and macro F1 of more.</summary>
    public ComparedMetric? Metric { get; init; }

    /// <summary>The name of the recipe.</summary>
    public string Recipe { get; init; } = "transfer";

    /// <summary>
    /// The recipe with a remedy, run anew for each; null for a logistic regression over the features of a pretrained body, which are computed once.
    /// </summary>
    public Func<Remedy, Learning>? Learning { get; init; }

    /// <summary>The pretrained body: a backbone's name, or the path of a network's file; null for the default.</summary>
    public string? Backbone { get; init; }

    /// <summary>What is told of the pretrained body beside its name.</summary>
    public BackboneOptions BackboneOptions { get; init; } = new();

    /// <summary>Where features are kept; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>The seed of folds and of what remedies draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the sentence says which.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Repeats, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
