using CsvHelper;

namespace Discern.Sharding;

/// <summary>A CSV file of a shard, a row for a picture.</summary>
internal sealed class ShardTable : IDisposable
{
    private readonly ShardRows rows;
    private readonly CsvWriter csv;

    /// <summary>Begins the file with its headings.</summary>
    public ShardTable(string path, params ReadOnlySpan<string> headings)
    {
        rows = new ShardRows(path);
        csv = CsvWriter.Create(rows.Stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(headings);
        csv.Flush();
        rows.EndHeading();
    }

    /// <summary>How many rows there are.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a picture's row.</summary>
    /// <param name="position">The picture's place in the whole list.</param>
    /// <param name="fields">The row.</param>
    public void Add(long position, params ReadOnlySpan<string> fields)
    {
        csv.WriteRecord(fields);
        csv.Flush();
        rows.EndRow(position);
        Count++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        csv.Dispose();
        rows.Dispose();
    }
}
