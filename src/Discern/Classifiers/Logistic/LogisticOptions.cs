using Discern.Classifiers.Balance;

namespace Discern.Classifiers.Logistic;

/// <summary>How logistic regression is fitted.</summary>
public sealed record LogisticOptions
{
    /// <summary>scikit-learn's C, above 0: the weight of the loss against the penalty ½‖w‖². Smaller is a stronger penalty.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>Whether features are brought to mean 0 and standard deviation 1 first, as measured on the training rows.</summary>
    public bool IsStandardized { get; init; } = true;

    /// <summary>
    /// Where features are standardised, the power of the standard deviation that they are divided by, above 0 up to 1. 1 makes all
    /// deviations equal; ½ (Pareto scaling) leaves a feature that varies more some of its weight, so that those which hardly vary do not drown it.
    /// </summary>
    public double ScalingPower { get; init; } = 1;

    /// <summary>What a row of each class counts, finite and at least 0, on top of the table's own weights; null for 1 each.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>The γ of focal loss, 0 to 10; null for cross-entropy.</summary>
    public double? FocalGamma { get; init; }

    /// <summary>
    /// Logit adjustment (Menon and others, ICLR 2021): what is added to the score of each class while it is learnt, finite, one for each class; null for nothing. The
    /// answers are without it.
    /// </summary>
    public IReadOnlyList<double>? LogitOffsets { get; init; }

    /// <summary>Makes the rows that are learnt from more equal, in each fold anew; null leaves them as they are.</summary>
    internal ITrainingBalance? Balance { get; init; }

    /// <summary>The fit has converged when no derivative of the mean loss is larger than this.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>The fit gives up, and says so, after so many steps.</summary>
    public int MaximumIterations { get; init; } = 2000;
}
