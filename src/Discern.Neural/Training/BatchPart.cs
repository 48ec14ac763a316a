namespace Discern.Neural.Training;

/// <summary>A part of a batch: consecutive examples of an epoch's order.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Source">Where the examples come from.</param>
/// <param name="Start">The batch's first example, by its place in the epoch's order.</param>
/// <param name="BatchCount">Examples of the whole batch.</param>
internal readonly record struct BatchPart(int Epoch, IBatchSource Source, int Start, int BatchCount)
{
    /// <summary>The part's first example, by its place in the batch.</summary>
    public int First { get; init; }

    /// <summary>Examples of the part; by default all.</summary>
    public int Count { get; init; } = BatchCount;

    /// <summary>The examples at the same distance from the batch's other end.</summary>
    public BatchPart Mirrored => this with { First = BatchCount - First - Count };
}
