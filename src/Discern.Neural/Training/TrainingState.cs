using Discern.Neural.Graphs;

namespace Discern.Neural.Training;

/// <summary>All that training needs to go on after a stop to the same bits as without it: a checkpoint in memory.</summary>
/// <remarks>
/// It is always that of a finished epoch. Schedule and early stopping follow from <see cref="History"/>, dropout from
/// <see cref="Steps"/>, the order of examples from the epoch's number.
/// </remarks>
public sealed class TrainingState : IDisposable
{
    private readonly List<EpochResult> history = [];

    internal TrainingState(Weights weights, Weights bestWeights, IReadOnlyList<string> slotNames, IReadOnlyList<Weights> slots)
    {
        Weights = weights;
        BestWeights = bestWeights;
        SlotNames = slotNames;
        Slots = slots;
    }

    /// <summary>The weights after the last finished epoch.</summary>
    public Weights Weights { get; }

    /// <summary>The weights after the best epoch.</summary>
    public Weights BestWeights { get; }

    /// <summary>The best epoch, counted from 1; 0 before the first is finished.</summary>
    public int BestEpoch { get; internal set; }

    /// <summary>Training steps done, over all epochs.</summary>
    public long Steps { get; internal set; }

    /// <summary>The finished epochs, oldest first.</summary>
    public IReadOnlyList<EpochResult> History => history;

    /// <summary>What the optimizer keeps: the names of its blocks.</summary>
    internal IReadOnlyList<string> SlotNames { get; }

    /// <summary>What the optimizer keeps: one block per name.</summary>
    internal IReadOnlyList<Weights> Slots { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        BestWeights.Dispose();
        foreach (Weights slot in Slots)
        {
            slot.Dispose();
        }
    }

    internal void Add(EpochResult result) => history.Add(result);
}
