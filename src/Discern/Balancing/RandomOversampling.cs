using Discern.Compute.Random;

namespace Discern.Balancing;

/// <summary>Repeats rows of the smaller classes until all are as large as the largest.</summary>
/// <remarks>Every row of a class is repeated as often as any other, or once more: drawn without replacement, round after round.</remarks>
public sealed class RandomOversampling : Sampler
{
    /// <inheritdoc/>
    public override string Name => "oversample";

    /// <inheritdoc/>
    public override string Summary => "repeats rows of the smaller classes";

    internal override void Select(SamplingTask task)
    {
        foreach (int label in task.Present)
        {
            Repeat(task, label, task.Largest - task.Counts[label]);
        }
    }

    /// <summary>Repeats rows of a class.</summary>
    internal static void Repeat(SamplingTask task, int label, int count)
    {
        int[] order = [.. task.MembersOf(label)];
        Philox random = task.Random(label);
        for (int done = 0; done < count; done++)
        {
            if (done % order.Length == 0)
            {
                random.Shuffle(order.AsSpan());
            }

            task.Copies.Add(order[done % order.Length]);
        }
    }
}
