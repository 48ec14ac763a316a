using Discern.Compute.Threading;
using Discern.Neural.Graphs;

namespace Discern.Neural.Training.Optimizers;

/// <summary>Changes the trainable weights by their gradients, in long runs of floats rather than parameter by parameter.</summary>
internal abstract class Optimizer : IDisposable
{
    private readonly Weights weights;
    private readonly Weights gradients;
    private readonly List<Run> runs = [];
    private readonly Weights[] slots;

    protected Optimizer(OptimizerOptions options, Weights weights, Weights gradients)
    {
        this.weights = weights;
        this.gradients = gradients;
        SlotNames = options.Slots;
        slots = [.. options.Slots.Select(_ => gradients.ZerosLike())];
        foreach (Parameter parameter in gradients.Parameters)
        {
            Add(parameter);
        }
    }

    /// <summary>Names of what is kept.</summary>
    public IReadOnlyList<string> SlotNames { get; }

    /// <summary>What is kept for each trainable parameter from step to step.</summary>
    public IReadOnlyList<Weights> Slots => slots;

    /// <summary>Changes the weights once.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="number">Which step it is, counted from 1 over all epochs.</param>
    /// <param name="workers">The threads to use.</param>
    public void Step(double learningRate, long number, Workers workers)
    {
        foreach (Run run in runs)
        {
            var part = new OptimizerStep(
                weights.All.Slice(run.WeightStart, run.Count), gradients.All, slots, run.GradientStart, learningRate * run.Scale, number, workers);
            Update(part);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Weights slot in slots)
        {
            slot.Dispose();
        }
    }

    /// <summary>Changes one run of weights.</summary>
    protected abstract void Update(in OptimizerStep step);

    private void Add(Parameter parameter)
    {
        int weightStart = (int)weights.OffsetOf(parameter);
        int gradientStart = (int)gradients.OffsetOf(parameter);
        int count = (int)(Compute.Memory.Arena.BytesOf(parameter.Shape) / sizeof(float));
        bool continuesLast = runs.Count > 0
            && runs[^1].WeightStart + runs[^1].Count == weightStart
            && runs[^1].GradientStart + runs[^1].Count == gradientStart
            && runs[^1].Scale.Equals(parameter.LearningRateScale);
        if (continuesLast)
        {
            runs[^1] = runs[^1] with { Count = runs[^1].Count + count };
        }
        else
        {
            runs.Add(new Run(weightStart, gradientStart, count, parameter.LearningRateScale));
        }
    }

    /// <summary>Neighbours in the weights that are neighbours among the gradients too and learn at one rate; in floats.</summary>
    private readonly record struct Run(int WeightStart, int GradientStart, int Count, double Scale);
}
