using Discern.Neural.Graphs;

namespace Discern.Neural.Training.Optimizers;

/// <summary>Which optimizer trains a network, and its settings.</summary>
public abstract record OptimizerOptions
{
    /// <summary>The step size before the schedule changes it, over 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Names of the values that the optimizer keeps for each trainable parameter, such as "momentum".</summary>
    internal abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Creates the optimizer with its values at 0.</summary>
    internal abstract Optimizer Create(Weights weights, Weights gradients);
}
