using Discern.Classifiers.Balance;
using Discern.Datasets;
using Discern.Classifiers.Transfer;
using Discern.Features.Backbones;
using Discern.Features.Caching;
using Discern.Imaging;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;
using Discern.Neural.Training;
using Discern.Neural.Training.Distributed;

namespace Discern.Classifiers.FineTune;

/// <summary>How the recipe <c>fine-tune</c> learns.</summary>
public sealed record FineTuneOptions
{
    /// <summary>The pretrained body: a backbone's name, or the path of a network's file; null for the default, <c>general</c>.</summary>
    public string? Backbone { get; init; }

    /// <summary>What is told of the pretrained body beside its name.</summary>
    public BackboneOptions BackboneOptions { get; init; } = new();

    /// <summary>
    /// What stands on the body and learns in both steps; null for what its authors put there: a small dense network on those built from
    /// code, a logistic regression on all others.
    /// </summary>
    public TransferTop? Top { get; init; }

    /// <summary>How many of the last convolutions of each body learn, 1 or more; depthwise ones count.</summary>
    public int Unfreeze { get; init; } = 1;

    /// <summary>Epochs of the second step, 1 or more.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Pictures per training step, 1 or more.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>The learning rate of stochastic gradient descent, above 0: small, since all that learns is good already.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>
    /// How much slower each open convolution learns than what lies behind it, 1 or more: what lies deep in a network is of use for most
    /// pictures. 2.6 is what Howard and Ruder (ACL 2018) found; 1 lets all learn alike.
    /// </summary>
    public double LayerDecay { get; init; } = 2.6;

    /// <summary>How much the pictures of each class count.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>What else is done about classes of unequal size: a sampler in both steps, the rest in the second.</summary>
    public Remedies Remedies { get; init; } = new();

    /// <summary>
    /// Whether each picture is looked at mirrored left to right, too: learnt from both ways, and answered with the mean of both. Null for
    /// yes in data sets of up to 500 pictures, and of up to 10,000 where one of two classes is rare, unless the body is a file of the user's.
    /// </summary>
    public bool? HasFlips { get; init; }

    /// <summary>Drawn variants of each training picture to learn from as well, 0 to 1000: the same ones in each epoch.</summary>
    public int Augment { get; init; }

    /// <summary>What the drawn variants may differ by.</summary>
    public AugmentationOptions Augmentation { get; init; } = AugmentationOptions.Default;

    /// <summary>The share of each label that goes to all classes in equal parts, from 0 to below 1 (Szegedy and others, 2016).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// How much examples are mixed in pairs, 0 for not at all, else 0.05 to 1: the α of mixup (Zhang and others, 2018). What crosses the cut is
    /// mixed, not pixels (manifold mixup; Verma and others, 2019).
    /// </summary>
    public double Mixup { get; init; }

    /// <summary>The figure on validation pictures by which the best epoch is chosen.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.Loss;

    /// <summary>When to stop before the last epoch; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether the learning rate is searched for (Smith, 2017) instead of taken from <see cref="LearningRate"/>.</summary>
    public bool IsLearningRateSearched { get; init; }

    /// <summary>The seed of folds, of variants and of the order of pictures.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Into how many parts each batch is cut, computed one after the other or shared by processes: 1 or more. The same parts give the same result for any number of processes.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The processes that train together, each calling the recipe; null for this one alone.</summary>
    public ICommunicator? Communicator { get; init; }

    /// <summary>Is told where the run's time goes; null for nobody, which costs nothing.</summary>
    public Profiler? Profiler { get; init; }

    /// <summary>Where the whole body's features, and what the open convolutions begin with, are kept between runs; null keeps none.</summary>
    public string? FeatureFolder { get; init; } = CacheFolder.Features;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the sentence says which.</exception>
    internal void Validate()
    {
        Remedies.Validate(FineTuneRecipe.Name, ClassWeights);
        ArgumentOutOfRangeException.ThrowIfLessThan(Unfreeze, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parts, 1);
        if (!(LayerDecay >= 1) || !double.IsFinite(LayerDecay))
        {
            throw new ArgumentOutOfRangeException(nameof(LayerDecay), LayerDecay, "The decay of the learning rate from layer to layer is 1 or more.");
        }

        if (BackboneOptions.Precision is Precision.Bfloat16)
        {
            throw new ArgumentException("Fine-tuning computes in single precision: layers that learn later must see what the top saw.", nameof(BackboneOptions));
        }

        if (Top is TransferTop.Best)
        {
            throw new ArgumentException("Fine-tuning begins with one top: logistic or dense.", nameof(Top));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Augment);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Augment, 1000);
        if (!(LearningRate > 0) || !double.IsFinite(LearningRate))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate is above 0.");
        }
    }

    /// <summary>How a backbone looks at the pictures of a data set.</summary>
    internal Views ViewsOf(Dataset dataset, Backbone backbone) =>
        new() { HasFlips = Flips.Decide(HasFlips, dataset, backbone), Draws = Augment, Augmentation = Augmentation, Seed = Seed };
}
