using Discern.Compute.Distances;
using Discern.Compute.Random;
using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>Condensed nearest neighbour: keeps of the larger classes only rows that those kept before them would be wrong about.</summary>
/// <remarks>
/// Hart, "The condensed nearest neighbor rule" (IEEE Transactions on Information Theory 14, 1968): it begins with the smallest class and one row of the
/// larger that is drawn, and goes through the others in their order. A row equally near to both counts as right.
/// </remarks>
public sealed class Condensed : Sampler
{
    private const int RowsPerJob = 128;

    /// <inheritdoc/>
    public override string Name => "condensed";

    /// <inheritdoc/>
    public override string Summary => "keeps rows of larger classes that those kept before would be wrong about";

    internal override void Select(SamplingTask task)
    {
        int[] smallest = task.MembersOf(task.Minority);
        foreach (int label in task.Larger)
        {
            int[] rows = task.MembersOf(label);
            NeighbourTable toSmallest = NearestNeighbours.Find(task.Rows(rows), task.Rows(smallest), 1, task.Workers, task.Cancellation);
            double[] toKept = new double[rows.Length];
            Array.Fill(toKept, double.PositiveInfinity);
            Philox random = task.Random(label);
            int seed = random.NextInt32(rows.Length);
            var kept = new List<int> { rows[seed] };
            Approach(task, rows, rows[seed], toKept, 0);
            for (int place = 0; place < rows.Length; place++)
            {
                task.Cancellation.ThrowIfCancellationRequested();
                if (toSmallest.SquaresOf(place)[0] < toKept[place])
                {
                    kept.Add(rows[place]);
                    Approach(task, rows, rows[place], toKept, place + 1);
                }
            }

            task.KeepOnly(label, kept);
        }
    }

    /// <summary>The rows from a place on may be nearer to a row that is now kept.</summary>
    private static void Approach(SamplingTask task, int[] rows, int kept, double[] squares, int from) =>
        task.Workers.For((rows.Length - from + RowsPerJob - 1) / RowsPerJob, job =>
        {
            int first = from + (job * RowsPerJob);
            for (int place = first; place < Math.Min(rows.Length, first + RowsPerJob); place++)
            {
                squares[place] = Math.Min(squares[place], ExactDistance.Square(task.Features.Slice(rows[place], 1).Values, task.Features.Slice(kept, 1).Values));
            }
        });
}
