using Discern.Classifiers.Logistic;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Datasets;

namespace Discern.Classifiers.Balance;

/// <summary>Learns from rows as often as a selection of pictures says, in every fold alike.</summary>
/// <param name="selection">The pictures.</param>
/// <param name="examples">The pictures that can be read; their views follow each other in the table.</param>
/// <param name="views">How many rows each picture has.</param>
internal sealed class SelectedRows(PictureSelection selection, ReadableExamples examples, int views) : ITrainingBalance
{
    private readonly int[] times = [.. examples.Of(Split.Train).SelectMany(picture => Enumerable.Repeat(selection.TimesOf(picture.Index), views))];

    /// <summary>All rows of the training pictures that are learnt from, repeated ones several times.</summary>
    public int[] Rows => Repeat([.. Enumerable.Range(0, times.Length)]);

    public BalancedTable Apply(TrainingTable table, int[] rows, Workers workers, CancellationToken cancellation)
    {
        int[] chosen = Repeat(rows);
        var shape = new Shape(chosen.Length, table.Features.Shape[1]);
        var memory = new Arena(Arena.BytesOf(shape));
        Tensor features = memory.Tensor(0, shape);
        for (int place = 0; place < chosen.Length; place++)
        {
            table.Features.Slice(chosen[place], 1).Values.CopyTo(features.Slice(place, 1).Values);
        }

        var balanced = new TrainingTable(features, [.. chosen.Select(row => table.Labels[row])], table.Classes)
        {
            Weights = table.Weights is { } weights ? [.. chosen.Select(row => weights[row])] : null,
        };
        return new BalancedTable(balanced, selection.Resampling, memory);
    }

    private int[] Repeat(int[] rows) => [.. rows.SelectMany(row => Enumerable.Repeat(row, times[row]))];
}
