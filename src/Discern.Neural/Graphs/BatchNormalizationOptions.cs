namespace Discern.Neural.Graphs;

/// <summary>How batch normalisation keeps its running averages; the defaults are Keras'.</summary>
public sealed record BatchNormalizationOptions
{
    /// <summary>The share of the running mean and variance that each batch leaves, 0 to 1. (PyTorch's momentum is 1 less this.)</summary>
    public float Momentum { get; init; } = 0.99f;

    /// <summary>Added to the variance, over 0.</summary>
    public float Epsilon { get; init; } = 1e-3f;
}
