using Discern.Balancing;
using Discern.Classifiers.Balance;
using Discern.Datasets;
using Discern.Features.Backbones;
using Discern.Features.Caching;
using Discern.Imaging;
using Discern.Neural.Profiling;

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

    /// <summary>Makes the training pictures' classes more equal, in each fold of the cross-validation anew; null leaves them as they are.</summary>
    public Sampler? Sampler { get; init; }

    /// <summary>Folds of the cross-validation that chooses the strength of the penalty, 2 or more.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// With two classes of which one has at least twice as many training pictures, and neither class weights nor a sampler: whether the threshold is chosen
    /// that gives the rarer class the best F1 on pictures that the classifier has not learnt from, instead of 0.5.
    /// </summary>
    public bool IsThresholdChosen { get; init; }

    /// <summary>
    /// Whether each picture is looked at mirrored left to right, too: learnt from both ways, and answered with the mean of both. Null for
    /// yes in data sets of up to 500 pictures, and of up to 10,000 where one of two classes is rare, unless the body is a file of the user's.
    /// </summary>
    public bool? HasFlips { get; init; }

    /// <summary>Drawn variants of each training picture to learn from as well, 0 to 1000; their features are kept like all others.</summary>
    public int Augment { get; init; }

    /// <summary>What the drawn variants may differ by.</summary>
    public AugmentationOptions Augmentation { get; init; } = AugmentationOptions.Default;

    /// <summary>The seed of the folds and of the variants.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Is told where the run's time goes; null for nobody, which costs nothing.</summary>
    public Profiler? Profiler { get; init; }

    /// <summary>Where features are kept, so that a second run computes none; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the sentence says which.</exception>
    internal void Validate()
    {
        Remedies.RequireOne(Sampler, ClassWeights);
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfNegative(Augment);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Augment, 1000);
    }

    /// <summary>How a backbone looks at the pictures of a data set.</summary>
    internal Views ViewsOf(Dataset dataset, Backbone backbone) =>
        new() { HasFlips = Flips.Decide(HasFlips, dataset, backbone), Draws = Augment, Augmentation = Augmentation, Seed = Seed };
}
