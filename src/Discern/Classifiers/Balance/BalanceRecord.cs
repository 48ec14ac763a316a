using Discern.Balancing;
using Discern.Runs;

namespace Discern.Classifiers.Balance;

/// <summary>What a run says of a sampler's choice.</summary>
internal static class BalanceRecord
{
    /// <summary>The counts for <c>run.json</c>.</summary>
    public static BalanceDescription Of(Resampling chosen) => new(
        chosen.CountsBefore,
        chosen.CountsAfter,
        chosen.CountsBefore.Sum() - chosen.Kept.Count,
        chosen.Copies.Count,
        chosen.Synthetic.Count,
        chosen.Remarks);

    /// <summary>The same as a sentence.</summary>
    public static string Sentence(Sampler sampler, Resampling chosen, IReadOnlyList<string> classes)
    {
        BalanceDescription counts = Of(chosen);
        string[] did =
        [
            .. counts.Removed > 0 ? new[] { $"{counts.Removed:N0} left out" } : [],
            .. counts.Repeated > 0 ? new[] { $"{counts.Repeated:N0} repeated" } : [],
            .. counts.Made > 0 ? new[] { $"{counts.Made:N0} rows of features made" } : [],
        ];
        string shown = string.Join(", ", classes.Take(5).Select((name, label) => $"'{name}' {counts.Before[label]:N0} → {counts.After[label]:N0}"));
        return $"Training pictures by '{sampler.Name}': {shown}{(classes.Count > 5 ? $" and {classes.Count - 5} more classes" : "")} ({(did.Length == 0 ? "nothing changed" : string.Join(", ", did))}).";
    }
}
