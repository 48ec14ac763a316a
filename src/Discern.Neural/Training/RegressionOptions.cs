using Discern.Neural.Training.Optimizers;
using Discern.Neural.Training.Schedules;

namespace Discern.Neural.Training;

/// <summary>How a network learns to give numbers.</summary>
public sealed record RegressionOptions
{
    /// <summary>How many times the weights are changed, at least 1.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Examples of each step, at least 1.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>The optimizer.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the learning rate changes; its epochs are steps here.</summary>
    public LearningRateSchedule Schedule { get; init; } = new CosineSchedule();

    /// <summary>Fixes what dropout leaves out.</summary>
    public ulong Seed { get; init; } = 1;
}
