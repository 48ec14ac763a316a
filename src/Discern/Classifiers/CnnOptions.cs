using Discern.Imaging;

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

    /// <summary>Adam's learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The seed of the first weights, of the order of pictures, of their variants and of dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Memory for decoded pictures, in bytes; null for a third of the machine's. Pictures beyond it are decoded anew for each batch.</summary>
    public long? CacheBytes { get; init; }

    /// <summary>The folder of a run to go on from, finished or stopped; null to begin anew.</summary>
    public string? Continue { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the sentence says which.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Augment);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Augment, 1000);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (Batch is < 1 or > 65_536)
        {
            throw new ArgumentOutOfRangeException(nameof(Batch), Batch, "A batch has from 1 to 65,536 pictures.");
        }

        if (!(LearningRate > 0) || !double.IsFinite(LearningRate))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate is above 0.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(CacheBytes ?? 0, nameof(CacheBytes));
    }
}
