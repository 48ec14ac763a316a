using Discern.Classifiers.Balance;
using Discern.Classifiers.Logistic;
using Discern.Compute.Random;
using Discern.Neural.Training;

namespace Discern.Classifiers.Tops;

/// <summary>Rows of a table of features as examples to train on or to judge by.</summary>
/// <param name="table">The rows.</param>
/// <param name="seed">The seed of the order, which is new in each epoch; null for the table's own.</param>
/// <param name="classWeights">One factor per class for the losses; null for 1 each.</param>
/// <param name="rows">The rows of an epoch, repeated ones several times; null for each once.</param>
/// <param name="areTurnsTaken">Whether classes take turns in the order.</param>
internal sealed class FeatureBatches(
    TrainingTable table, ulong? seed, IReadOnlyList<float>? classWeights, int[]? rows = null, bool areTurnsTaken = false) : IBatchSource
{
    // Sets its stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x526F7773;

    private readonly int[] examples = rows ?? [.. Enumerable.Range(0, table.Count)];
    private readonly int[] order = [.. Enumerable.Range(0, rows?.Length ?? table.Count)];
    private int shuffledEpoch = -1;

    public int Count => examples.Length;

    public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
    {
        Shuffle(epoch);
        int columns = table.Features.Shape[1];
        for (int i = 0; i < labels.Length; i++)
        {
            int row = examples[order[start + i]];
            table.Features.Slice(row, 1).Values.CopyTo(inputs.Slice(i * columns, columns));
            labels[i] = table.Labels[row];
            sampleWeights[i] = classWeights?[labels[i]] ?? 1;
        }
    }

    private void Shuffle(int epoch)
    {
        if (seed is { } own && epoch != shuffledEpoch)
        {
            var random = new Philox(own, Philox.Stream(Purpose, (ulong)epoch));
            if (areTurnsTaken)
            {
                TurnOrder.Fill(order, [.. examples.Select(row => table.Labels[row])], ref random);
            }
            else
            {
                for (int i = 0; i < order.Length; i++)
                {
                    order[i] = i;
                }

                random.Shuffle<int>(order);
            }

            shuffledEpoch = epoch;
        }
    }
}
