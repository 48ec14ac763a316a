namespace Discern.Cli.Rendering;

/// <summary>What <c>discern merge --json</c> writes.</summary>
/// <param name="Command">The command whose shards were joined.</param>
/// <param name="Shards">How many.</param>
/// <param name="Pictures">Pictures of all shards.</param>
/// <param name="Skipped">How many of those were skipped.</param>
/// <param name="Files">What was written.</param>
/// <param name="Issues">Of a cleaning: how many issues of each kind there are.</param>
/// <param name="Remarks">What the user should know.</param>
internal sealed record MergeLine(
    string Command, int Shards, long Pictures, long Skipped, IReadOnlyList<string> Files, IReadOnlyDictionary<string, int>? Issues, IReadOnlyList<string> Remarks);
