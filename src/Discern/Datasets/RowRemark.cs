namespace Discern.Datasets;

/// <summary>Counts rows of one kind and remembers the first.</summary>
internal sealed class RowRemark(string what)
{
    private int count;
    private long first;
    private string table = "";

    /// <summary>The sentence about the rows; null where there are none.</summary>
    public string? Sentence => count == 0
        ? null
        : $"Rows of {table} left out, because they {what}: {count}, the first at line {first}.";

    public void Add(long row, string file)
    {
        if (count++ == 0)
        {
            (first, table) = (row, file);
        }
    }
}
