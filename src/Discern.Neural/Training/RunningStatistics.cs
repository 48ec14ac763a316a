using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training.Distributed;

namespace Discern.Neural.Training;

/// <summary>The running averages of batch normalisation where a batch is cut: each part normalises by its own, and the averages follow the mean over the parts.</summary>
/// <remarks>Every part begins with the averages of the last step; what they become is added up with the part's share of the batch for weight.</remarks>
internal sealed class RunningStatistics : IDisposable
{
    private readonly Tensor[] averages;
    private readonly Arena arena;
    private readonly Tensor begun;
    private readonly Tensor values;

    private RunningStatistics(Tensor[] averages, TrainingGroup group, Workers workers)
    {
        this.averages = averages;
        var shape = new Shape(checked((int)averages.Sum(average => average.Shape.Count)));
        arena = new Arena(2 * Arena.BytesOf(shape));
        begun = arena.Tensor(0, shape);
        values = arena.Tensor(Arena.BytesOf(shape), shape);
        Sum = new PartedSum(values, group.OwnParts, group.Communicator, workers);
    }

    /// <summary>The sum over the parts.</summary>
    public PartedSum Sum { get; }

    /// <summary>Those of a network's averages that training changes; null where it changes none.</summary>
    public static RunningStatistics? Of(Graph graph, Weights weights, TrainingGroup group, Workers workers)
    {
        Tensor[] averages = [.. graph.Nodes
            .Where(node => node.Parameters.Count > 0 && node.Parameters[0].IsTrainable) // a frozen layer keeps to its averages
            .SelectMany(node => node.Parameters)
            .Where(parameter => parameter.IsStatistic)
            .Select(parameter => weights[parameter])];
        return averages.Length == 0 ? null : new RunningStatistics(averages, group, workers);
    }

    /// <summary>Remembers the averages of the last step.</summary>
    public void Begin() => CopyTo(begun);

    /// <summary>Takes what a part made of them, and puts them back.</summary>
    /// <param name="share">The part's share of the batch, above 0 and at most 1.</param>
    public void Take(double share)
    {
        CopyTo(values);
        foreach (ref float value in values.Values)
        {
            value *= (float)share;
        }

        CopyFrom(begun);
    }

    /// <summary>Takes an empty part.</summary>
    public void TakeNothing() => values.Values.Clear();

    /// <summary>Waits for the sum over all parts, which the averages then are.</summary>
    public void Complete()
    {
        Sum.Complete();
        CopyFrom(values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Sum.Dispose();
        arena.Dispose();
    }

    private void CopyTo(Tensor target)
    {
        int start = 0;
        foreach (Tensor average in averages)
        {
            average.Values.CopyTo(target.Values[start..]);
            start += average.Values.Length;
        }
    }

    private void CopyFrom(Tensor source)
    {
        int start = 0;
        foreach (Tensor average in averages)
        {
            source.Values.Slice(start, average.Values.Length).CopyTo(average.Values);
            start += average.Values.Length;
        }
    }
}
