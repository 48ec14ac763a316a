using Discern.Neural.Graphs;

namespace Discern.Neural.Training.Optimizers;

/// <summary>Adam (Kingma and Ba, ICLR 2015), with Keras' defaults.</summary>
public record AdamOptions : OptimizerOptions
{
    /// <summary>How much of the mean gradient is kept at each step, 0 to 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How much of the mean squared gradient is kept at each step, 0 to 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square: Keras' ε, which is the paper's ε̂.</summary>
    public double Epsilon { get; init; } = 1e-7;

    /// <summary>The share of each weight, per unit of learning rate, that is taken away at each step.</summary>
    internal virtual double Decay => 0;

    internal override IReadOnlyList<string> Slots => ["mean", "square"];

    internal override Optimizer Create(Weights weights, Weights gradients) => new Adam(this, weights, gradients);
}
