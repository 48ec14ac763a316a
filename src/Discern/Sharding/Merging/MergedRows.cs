namespace Discern.Sharding.Merging;

/// <summary>The rows of all shards in the order of the whole list; of each shard one row is held.</summary>
internal static class MergedRows
{
    /// <summary>Takes the rows of a file that every shard has.</summary>
    /// <exception cref="DiscernException">A file is damaged, or two shards have a row of the same picture.</exception>
    public static IEnumerable<MergedRow> Of(ShardSet shards, string name)
    {
        var readers = new List<ShardRowReader>();
        try
        {
            var next = new PriorityQueue<int, long>();
            foreach (ShardRecord record in shards.Records)
            {
                var reader = new ShardRowReader(shards.In(record, name));
                readers.Add(reader);
                if (reader.Read())
                {
                    next.Enqueue(readers.Count - 1, reader.Position);
                }
            }

            long last = -1;
            while (next.TryDequeue(out int index, out long position))
            {
                if (position == last)
                {
                    throw new DiscernException($"Two shards in '{shards.Path}' have a row of picture {position:N0} of the list. Take the shards away, and run them again.");
                }

                last = position;
                yield return new MergedRow(position, shards.Records[index], readers[index].Row);
                if (readers[index].Read())
                {
                    next.Enqueue(index, readers[index].Position);
                }
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    /// <summary>Joins a table: its headings, and the rows of all shards.</summary>
    /// <returns>How many rows there are.</returns>
    public static long CopyTable(ShardSet shards, string name, Stream target)
    {
        using (var first = new ShardRowReader(shards.In(shards.Work, name)))
        {
            target.Write(first.Heading());
        }

        long count = 0;
        foreach (MergedRow row in Of(shards, name))
        {
            target.Write(row.Bytes.Span);
            count++;
        }

        return count;
    }
}
