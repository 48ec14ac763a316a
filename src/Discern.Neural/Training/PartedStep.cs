using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training.Distributed;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Training;

/// <summary>The gradients and losses of a batch, part by part: this process's parts one after the other, joined with those of others.</summary>
internal sealed class PartedStep : IDisposable
{
    private readonly TrainingPass training;
    private readonly TrainingGroup group;
    private readonly PartedSum gradients;
    private readonly RunningStatistics? statistics;

    /// <param name="graph">The network.</param>
    /// <param name="weights">Its numbers.</param>
    /// <param name="training">What computes a part.</param>
    /// <param name="group">Who computes which.</param>
    /// <param name="workers">The threads to use.</param>
    public PartedStep(Graph graph, Weights weights, TrainingPass training, TrainingGroup group, Workers workers)
    {
        this.training = training;
        this.group = group;
        gradients = new PartedSum(training.Gradients.All, group.OwnParts, group.Communicator, workers);
        statistics = group.Parts > 1 ? RunningStatistics.Of(graph, weights, group, workers) : null;
    }

    /// <summary>Leaves the gradients of the whole batch in those of the pass, and its running averages in the weights.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="step">Steps done before, over all epochs.</param>
    /// <returns>The losses of the whole batch.</returns>
    public LossSum Run(in BatchPart batch, long step)
    {
        statistics?.Begin();
        LossSum sum = Run(batch, step, (group.First, group.End), depth: 0, isLast: true);
        group.BeginWaiting();
        gradients.Complete();
        statistics?.Complete();
        group.EndWaiting();
        return group.Sum(sum);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gradients.Dispose();
        statistics?.Dispose();
    }

    private LossSum Run(in BatchPart batch, long step, (int First, int End) parts, int depth, bool isLast)
    {
        if (parts.End - parts.First == 1)
        {
            if (isLast)
            {
                gradients.BeginLast(depth);
                statistics?.Sum.BeginLast(depth);
            }

            return RunPart(group.Part(batch, parts.First), step, isLast);
        }

        int middle = PartTree.Middle(parts.First, parts.End);
        LossSum left = Run(batch, step, (parts.First, middle), depth + 1, isLast: false);
        gradients.Keep(depth);
        statistics?.Sum.Keep(depth);
        LossSum right = Run(batch, step, (middle, parts.End), depth + 1, isLast);
        if (!isLast)
        {
            gradients.Add(depth);
            statistics?.Sum.Add(depth);
        }

        return left + right;
    }

    private LossSum RunPart(in BatchPart part, long step, bool isLast)
    {
        if (part.Count == 0)
        {
            training.Gradients.All.Values.Clear();
            statistics?.TakeNothing();
            return default;
        }

        LossSum sum = training.Run(part, step, isLast ? gradients : null);
        statistics?.Take((double)part.Count / part.BatchCount);
        return sum;
    }
}
