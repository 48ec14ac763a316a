namespace Discern.Balancing;

/// <summary>Edits round after round, until a class would fall below the smallest or vanish.</summary>
internal static class RepeatedEditing
{
    /// <summary>Leaves rows out.</summary>
    /// <param name="task">The rows.</param>
    /// <param name="rounds">How many neighbours vote in each round.</param>
    /// <param name="vote">When a row agrees with them.</param>
    /// <param name="endsWhenNothingChanges">Whether a round that leaves out nothing is the last.</param>
    /// <remarks>
    /// As in imbalanced-learn, the round after which a class is smaller than the smallest was still counts, and each round spares the class that is
    /// the smallest then, of equals the first.
    /// </remarks>
    public static void Run(SamplingTask task, IReadOnlyList<int> rounds, NeighbourVote vote, bool endsWhenNothingChanges)
    {
        var living = new LivingNeighbours(task, rounds.Max());
        int[] counts = [.. task.Counts];
        int least = task.Counts[task.Minority];
        foreach (int neighbours in rounds)
        {
            task.Cancellation.ThrowIfCancellationRequested();
            int minority = task.Present.MinBy(label => counts[label]);
            int[] gone = [.. Enumerable.Range(0, task.Count).Where(row => task.IsKept(row) && task.Labels[row] != minority
                && !Editing.Agrees(task.Labels[row], living.Of(row)[..Math.Min(neighbours, living.Of(row).Length)], task.Labels, counts.Length, vote))];
            foreach (int row in gone)
            {
                task.Remove(row);
                counts[task.Labels[row]]--;
            }

            if ((gone.Length == 0 && endsWhenNothingChanges) || task.Larger.Any(label => counts[label] < least))
            {
                return;
            }

            living.Remove(gone);
        }
    }
}
