using Discern.Balancing;
using Discern.Evaluation;

namespace Discern.Pixels;

/// <summary>How pixels are learnt.</summary>
public sealed record PixelOptions
{
    /// <summary>What learns.</summary>
    public PixelModelKind Model { get; init; } = PixelModelKind.Logistic;

    /// <summary>What it sees of a colour.</summary>
    public ColourFeatures Features { get; init; } = ColourFeatures.Rgb;

    /// <summary>A remedy for classes of unequal size that is tried beside leaving them as they are; null for none.</summary>
    public Sampler? Remedy { get; init; } = new Smote();

    /// <summary>The share of the pixels to judge by, between 0 and 1.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>The seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for all of the machine's.</summary>
    public int Threads { get; init; }

    /// <summary>How the intervals are drawn.</summary>
    internal EvaluationOptions Evaluation => new() { Seed = Seed, Threads = Threads, Draws = 500 };

    /// <summary>The figures of what was learnt from are there to be compared, and their intervals of no great use.</summary>
    internal EvaluationOptions TrainingEvaluation => Evaluation with { Draws = 50 };

    /// <summary>Refuses what is out of range.</summary>
    internal void Validate()
    {
        if (TestShare is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(TestShare), TestShare, "The share to judge by lies between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
