using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>NearMiss: keeps rows of the larger classes by their distance to the smallest, until all are as small as it.</summary>
/// <remarks>
/// Mani and Zhang, "kNN approach to unbalanced data distributions" (ICML workshop, 2003), as in imbalanced-learn. Version 1 keeps those nearest to their
/// nearest few of the smallest class, version 2 those nearest to their farthest few; version 3 first takes the nearest few of each row of
/// the smallest class, then of those the ones farthest from it. Of equally near rows the lower comes first.
/// </remarks>
public sealed class NearMiss : Sampler
{
    /// <inheritdoc/>
    public override string Name => Version == 1 ? "near-miss" : $"near-miss-{Version}";

    /// <inheritdoc/>
    public override string Summary => Version switch
    {
        1 => "keeps the rows of larger classes nearest to the smallest",
        2 => "keeps the rows of larger classes nearest to the farthest rows of the smallest",
        _ => "keeps of the neighbours of the smallest class the farthest",
    };

    /// <summary>1, 2 or 3.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How many neighbours, 1 or more.</summary>
    public int Neighbours { get; init; } = 3;

    internal override void Select(SamplingTask task)
    {
        int wanted = task.Counts[task.Minority];
        task.RemarkFewer(Neighbours, wanted, $"Class {task.NameOf(task.Minority)} has", isAmongThem: false);
        foreach (int label in task.Larger)
        {
            int[] rows = Version == 3 ? Nearby(task, label) : task.MembersOf(label);
            double[] distances = Distances(task, rows);
            IEnumerable<int> places = Enumerable.Range(0, rows.Length);
            IEnumerable<int> order = Version == 3 ? places.OrderByDescending(place => distances[place]) : places.OrderBy(place => distances[place]);
            if (rows.Length < wanted)
            {
                task.Remark($"Of class {task.NameOf(label)} only {rows.Length} rows are among the nearest of class {task.NameOf(task.Minority)}: so many are kept instead of {wanted}.");
            }

            task.KeepOnly(label, order.Take(wanted).Select(place => rows[place]));
        }
    }

    private int[] Nearby(SamplingTask task, int label)
    {
        NeighbourTable table = NearestNeighbours.Find(task.Rows(task.MembersOf(task.Minority)), task.Rows(task.MembersOf(label)), Neighbours, task.Workers, task.Cancellation);
        return [.. Enumerable.Range(0, table.Rows).SelectMany(row => table.Of(row).ToArray()).Distinct().Order()];
    }

    private double[] Distances(SamplingTask task, int[] rows)
    {
        int[] smallest = task.MembersOf(task.Minority);
        if (Version == 2)
        {
            return [.. FarthestRows.Squares(task.Rows(rows), task.Rows(smallest), Neighbours, task.Workers, task.Cancellation).Select(squares => squares.Sum(Math.Sqrt))];
        }

        NeighbourTable table = NearestNeighbours.Find(task.Rows(rows), task.Rows(smallest), Neighbours, task.Workers, task.Cancellation);
        return [.. Enumerable.Range(0, rows.Length).Select(row => table.SquaresOf(row).ToArray().Sum(Math.Sqrt))];
    }
}
