namespace Discern.Sharding;

/// <summary>What came of a shard.</summary>
/// <param name="Record">What was done.</param>
/// <param name="Folder">The full path of the shard's folder.</param>
/// <param name="WasDone">Whether it had been done before, and nothing was done now.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
public sealed record ShardOutcome(ShardRecord Record, string Folder, bool WasDone, IReadOnlyList<string> Remarks);
