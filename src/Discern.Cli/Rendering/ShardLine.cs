namespace Discern.Cli.Rendering;

/// <summary>What a command with <c>--shard</c> writes with <c>--json</c>.</summary>
/// <param name="Shard">Which shard, from 0.</param>
/// <param name="Shards">Of how many.</param>
/// <param name="Listed">Pictures of all shards.</param>
/// <param name="Pictures">Pictures of this one.</param>
/// <param name="Skipped">How many of those were skipped.</param>
/// <param name="Folder">Where its files are.</param>
/// <param name="WasDone">Whether it had been done before.</param>
internal sealed record ShardLine(int Shard, int Shards, long Listed, long Pictures, long Skipped, string Folder, bool WasDone);
