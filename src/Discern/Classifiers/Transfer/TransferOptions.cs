using Discern.Features.Backbones;
using Discern.Features.Caching;

namespace Discern.Classifiers.Transfer;

/// <summary>How the recipe <c>transfer</c> learns.</summary>
public sealed record TransferOptions
{
    /// <summary>The pretrained body: a backbone's name, or the path of a network's file; null for the default, <c>general</c>.</summary>
    public string? Backbone { get; init; }

    /// <summary>What is told of the pretrained body beside its name.</summary>
    public BackboneOptions BackboneOptions { get; init; } = new();

    /// <summary>What learns from its features.</summary>
    public TransferTop Top { get; init; }

    /// <summary>How much the pictures of each class count.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>Folds of the cross-validation that chooses the strength of the penalty, 2 or more.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// With two classes of which one has at least twice as many training pictures, and no class weights: whether the threshold is chosen
    /// that gives the rarer class the best F1 on pictures that the classifier has not learnt from, instead of 0.5.
    /// </summary>
    public bool IsThresholdChosen { get; init; }

    /// <summary>The seed of the folds.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Where features are kept, so that a second run computes none; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the sentence says which.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
