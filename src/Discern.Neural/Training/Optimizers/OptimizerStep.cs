using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;

namespace Discern.Neural.Training.Optimizers;

/// <summary>One run of weights in one step of an optimizer.</summary>
internal readonly struct OptimizerStep(
    Tensor weights, Tensor gradients, Weights[] slots, int start, double learningRate, long number, Workers workers)
{
    public Tensor Weights { get; } = weights;

    public double LearningRate { get; } = learningRate;

    /// <summary>Which step it is, counted from 1 over all epochs.</summary>
    public long Number { get; } = number;

    public Workers Workers { get; } = workers;

    public Tensor Gradients => gradients.Slice(start, Weights.Shape.Batch);

    public Tensor Slot(int index) => slots[index].All.Slice(start, Weights.Shape.Batch);
}
