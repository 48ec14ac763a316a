using Discern.Compute.Random;

namespace Discern.Balancing;

/// <summary>Draws rows of the larger classes until all are as small as the smallest.</summary>
public sealed class RandomUndersampling : Sampler
{
    /// <inheritdoc/>
    public override string Name => "undersample";

    /// <inheritdoc/>
    public override string Summary => "leaves out rows of the larger classes, drawn by chance";

    internal override void Select(SamplingTask task)
    {
        int wanted = task.Counts[task.Minority];
        foreach (int label in task.Larger)
        {
            int[] order = [.. task.MembersOf(label)];
            Philox random = task.Random(label);
            random.Shuffle(order.AsSpan());
            task.KeepOnly(label, order[..wanted]);
        }
    }
}
