namespace Discern.Sharding.Merging;

/// <summary>A row that a shard wrote.</summary>
/// <param name="Position">The place of its picture in the whole list.</param>
/// <param name="Shard">Who wrote it.</param>
/// <param name="Bytes">The row as it was written; good until the next row is taken.</param>
internal readonly record struct MergedRow(long Position, ShardRecord Shard, ReadOnlyMemory<byte> Bytes);
