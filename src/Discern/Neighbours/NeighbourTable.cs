namespace Discern.Neighbours;

/// <summary>The nearest neighbours of rows, the nearest first; of equally near ones the lower row first.</summary>
public sealed class NeighbourTable
{
    private readonly int[] indices;
    private readonly double[] squares;

    internal NeighbourTable(int rows, int perRow, int[] indices, double[] squares)
    {
        Rows = rows;
        PerRow = perRow;
        this.indices = indices;
        this.squares = squares;
    }

    /// <summary>How many rows were asked for.</summary>
    public int Rows { get; }

    /// <summary>How many neighbours each has: as many as were asked for, or all others where there are fewer.</summary>
    public int PerRow { get; }

    /// <summary>A row's neighbours, as rows of the table that was searched; −1 where groups leave it fewer.</summary>
    /// <param name="row">The place among the rows that were asked for.</param>
    public ReadOnlySpan<int> Of(int row) => indices.AsSpan(row * PerRow, PerRow);

    /// <summary>Their squared distances, in double precision; ∞ where there is no neighbour.</summary>
    /// <param name="row">The place among the rows that were asked for.</param>
    public ReadOnlySpan<double> SquaresOf(int row) => squares.AsSpan(row * PerRow, PerRow);

    internal Span<int> IndicesAt(int row) => indices.AsSpan(row * PerRow, PerRow);

    internal Span<double> SquaresAt(int row) => squares.AsSpan(row * PerRow, PerRow);
}
