using Discern.Cleaning;

namespace Discern.Sharding.Merging;

/// <summary>What joining shards gave.</summary>
/// <param name="Command">The command whose shards they are.</param>
/// <param name="Shards">How many there are.</param>
/// <param name="Pictures">How many pictures they had together.</param>
/// <param name="Skipped">How many of those were skipped.</param>
/// <param name="Files">The full paths of what was written.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
/// <param name="Cleaning">What a cleaning found; null for other commands.</param>
public sealed record MergeResult(
    string Command, int Shards, long Pictures, long Skipped, IReadOnlyList<string> Files, IReadOnlyList<string> Remarks, CleaningResult? Cleaning);
