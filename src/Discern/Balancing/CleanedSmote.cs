using Discern.Compute;
using Discern.Compute.Memory;

namespace Discern.Balancing;

/// <summary>SMOTE, and then a sampler that cleans rows of all classes, made ones among them.</summary>
/// <remarks>Batista, Prati and Monard, "A study of the behavior of several methods for balancing machine learning training data" (SIGKDD Explorations 6, 2004).</remarks>
public abstract class CleanedSmote : Sampler
{
    private protected CleanedSmote()
    {
    }

    /// <inheritdoc/>
    public override bool Synthesizes => true;

    /// <summary>What cleans.</summary>
    internal abstract Sampler Cleaner { get; }

    internal override void Select(SamplingTask task)
    {
        new Smote().Select(task);
        Resampling grown = task.Finish();
        Tensor table = grown.ToTable(task.Features, out Arena arena);
        using (arena)
        {
            var cleaning = new SamplingTask(new SamplingTable(table, grown.Labels(task.Labels), task.Table.Classes), task.SeedOf(0), task.Workers, task.Cancellation);
            Cleaner.Select(cleaning);
            Resampling cleaned = cleaning.Finish();
            Take(task, grown, cleaned);
        }
    }

    /// <summary>Takes out of a task what was cleaned away: rows, copies and made rows follow each other in the cleaned table.</summary>
    private static void Take(SamplingTask task, Resampling grown, Resampling cleaned)
    {
        var stays = cleaned.Kept.ToHashSet();
        for (int place = 0; place < grown.Kept.Count; place++)
        {
            if (!stays.Contains(place))
            {
                task.Remove(grown.Kept[place]);
            }
        }

        int[] copies = [.. grown.Copies.Where((_, place) => stays.Contains(grown.Kept.Count + place))];
        SyntheticRow[] made = [.. grown.Synthetic.Where((_, place) => stays.Contains(grown.Kept.Count + grown.Copies.Count + place))];
        task.Copies.Clear();
        task.Copies.AddRange(copies);
        task.Synthetic.Clear();
        task.Synthetic.AddRange(made);
        foreach (string remark in cleaned.Remarks)
        {
            task.Remark(remark);
        }
    }
}
