namespace Discern.Compute.Distances;

/// <summary>Some rows of a table, or all of them; copies nothing.</summary>
public sealed class RowSet
{
    private readonly int[]? rows;

    /// <summary>Names rows of a table.</summary>
    /// <param name="table">Rows × features; whoever owns the memory keeps it while the set is in use.</param>
    /// <param name="rows">Which rows, ascending, so that of equals the lower one comes first; null for all.</param>
    /// <exception cref="ArgumentException">The table has not two dimensions, or a row is not in it.</exception>
    public RowSet(Tensor table, int[]? rows = null)
    {
        if (table.Shape.Rank != 2 || table.Shape[1] == 0)
        {
            throw new ArgumentException($"Distances need a table of rows × features, at least one feature; given was {table.Shape}.", nameof(table));
        }

        if (rows is not null && Array.Exists(rows, row => (uint)row >= (uint)table.Shape.Batch))
        {
            throw new ArgumentException($"A row is named that the table, of {table.Shape.Batch} rows, does not have.", nameof(rows));
        }

        Table = table;
        this.rows = rows;
    }

    /// <summary>All rows and features.</summary>
    public Tensor Table { get; }

    /// <summary>How many rows the set has.</summary>
    public int Count => rows?.Length ?? Table.Shape.Batch;

    /// <summary>How many features a row has.</summary>
    public int Columns => Table.Shape[1];

    /// <summary>The table's row at a place of the set.</summary>
    public int RowAt(int place) => rows is null ? place : rows[place];

    /// <summary>The features at a place of the set.</summary>
    public ReadOnlySpan<float> this[int place] => Table.Slice(RowAt(place), 1).Values;

    internal unsafe float* PointerAt(int place) => Table.Pointer + ((nint)RowAt(place) * Columns);
}
