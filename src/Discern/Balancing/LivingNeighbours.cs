using Discern.Neighbours;

namespace Discern.Balancing;

/// <summary>The nearest neighbours of rows some of which are taken away: only those are looked for again that lost one.</summary>
internal sealed class LivingNeighbours
{
    private readonly SamplingTask task;
    private readonly int count;
    private readonly int[][] neighbours;
    private readonly bool[] isGone;

    public LivingNeighbours(SamplingTask task, int count)
    {
        this.task = task;
        this.count = count;
        NeighbourTable table = task.AllNeighbours(count);
        neighbours = [.. Enumerable.Range(0, task.Count).Select(row => table.Of(row).ToArray())];
        isGone = new bool[task.Count];
    }

    /// <summary>The neighbours of a row that is still there, the nearest first.</summary>
    public ReadOnlySpan<int> Of(int row) => neighbours[row];

    /// <summary>Takes rows away.</summary>
    public void Remove(IReadOnlyList<int> rows)
    {
        foreach (int row in rows)
        {
            isGone[row] = true;
        }

        int[] living = [.. Enumerable.Range(0, task.Count).Where(row => !isGone[row])];
        int[] bereft = [.. living.Where(row => Array.Exists(neighbours[row], other => isGone[other]))];
        if (bereft.Length == 0)
        {
            return;
        }

        task.RemarkFewer(count, living.Length, "In the end the table has");
        NeighbourTable table = NearestNeighbours.Find(task.Rows(bereft), task.Rows(living), Math.Min(count + 1, living.Length), task.Workers, task.Cancellation);
        for (int place = 0; place < bereft.Length; place++)
        {
            neighbours[bereft[place]] = SamplingTask.Without(bereft[place], table.Of(place));
        }
    }
}
