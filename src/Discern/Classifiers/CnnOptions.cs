using Discern.Classifiers.Balance;
using Discern.Features.Caching;
using Discern.Imaging;
using Discern.Neural.Profiling;
using Discern.Neural.Training;
using Discern.Neural.Training.Distributed;

namespace Discern.Classifiers;

/// <summary>How the recipe <c>cnn</c> trains.</summary>
public sealed record CnnOptions
{
    /// <summary><c>faces</c>, <c>hotdog</c>, <c>default</c>, or the path of a network's YAML file; null for the default, or for that of the run to go on from.</summary>
    public string? Network { get; init; }

    /// <summary>The side of the pictures that the network sees, in pixels, 8 to 1024; null for the network's own.</summary>
    public int? Size { get; init; }

    /// <summary>Pictures per training step, 1 or more; null for the network's own.</summary>
    public int? Batch { get; init; }

    /// <summary>Epochs in all, those of the run to go on from included; 1 or more.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Drawn variants of each picture per epoch; 0 trains on the pictures as they are.</summary>
    public int Augment { get; init; }

    /// <summary>What the drawn variants may differ by.</summary>
    public AugmentationOptions Augmentation { get; init; } = AugmentationOptions.Default;

    /// <summary>How much the pictures of each class count.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>What else is done about classes of unequal size.</summary>
    public Remedies Remedies { get; init; } = new();

    /// <summary>Where the features by which a sampler chooses pictures are kept; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>Adam's learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Whether the learning rate is searched for (Smith, 2017) instead of taken from <see cref="LearningRate"/>; a run that goes on keeps its own.</summary>
    public bool IsLearningRateSearched { get; init; }

    /// <summary>The share of each label that goes to all classes in equal parts, from 0 to below 1 (Szegedy and others, 2016).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How much pictures are mixed in pairs, 0 for not at all, else 0.05 to 1: the α of mixup (Zhang and others, 2018).</summary>
    public double Mixup { get; init; }

    /// <summary>The figure on validation pictures by which the best epoch is chosen.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.Loss;

    /// <summary>When to stop before the last epoch; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether the probabilities of a picture are the means of those of the picture and of the mirrored one.</summary>
    public bool HasFlips { get; init; }

    /// <summary>The seed of the first weights, of the order of pictures, of their variants and of dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Into how many parts each batch is cut, computed one after the other or shared by processes: 1 or more. The same parts give the same result for any number of processes.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The processes that train together, each calling the recipe; null for this one alone.</summary>
    public ICommunicator? Communicator { get; init; }

    /// <summary>Is told where the run's time goes; null for nobody, which costs nothing.</summary>
    public Profiler? Profiler { get; init; }

    /// <summary>Memory for decoded pictures, in bytes; null for a third of the machine's. Pictures beyond it lie on the disk.</summary>
    public long? CacheBytes { get; init; }

    /// <summary>
    /// Room on the disk for decoded pictures that memory has no room for, in bytes; 0 for none, null for half of what is free when the run begins, which
    /// processes that train together share. Pictures beyond it are decoded anew for each batch.
    /// </summary>
    public long? DiskCacheBytes { get; init; }

    /// <summary>Where the file with those pictures lies while the run lasts.</summary>
    public string ScratchFolder { get; init; } = CacheFolder.Pictures;

    /// <summary>The folder of a run to go on from, finished or stopped; null to begin anew.</summary>
    public string? Continue { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the sentence says which.</exception>
    internal void Validate()
    {
        Remedies.Validate(CnnSession.Recipe, ClassWeights);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Augment);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Augment, 1000);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parts, 1);
        if (Batch is < 1 or > 65_536)
        {
            throw new ArgumentOutOfRangeException(nameof(Batch), Batch, "A batch has from 1 to 65,536 pictures.");
        }

        if (!(LearningRate > 0) || !double.IsFinite(LearningRate))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate is above 0.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(CacheBytes ?? 0, nameof(CacheBytes));
        ArgumentOutOfRangeException.ThrowIfNegative(DiskCacheBytes ?? 0, nameof(DiskCacheBytes));
    }
}
