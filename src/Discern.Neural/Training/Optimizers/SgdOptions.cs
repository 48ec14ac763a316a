using Discern.Neural.Graphs;

namespace Discern.Neural.Training.Optimizers;

/// <summary>Stochastic gradient descent, with or without momentum, by Keras' formulas.</summary>
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>Uses Keras' learning rate of 0.01.</summary>
    public SgdOptions() => LearningRate = 0.01;

    /// <summary>How much of the last step is taken again, 0 to 1.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the gradient is taken as if the momentum had been applied already (Nesterov).</summary>
    public bool IsNesterov { get; init; }

    internal override IReadOnlyList<string> Slots => ["velocity"];

    internal override Optimizer Create(Weights weights, Weights gradients) => new Sgd(this, weights, gradients);
}
