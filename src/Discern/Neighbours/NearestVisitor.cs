using Discern.Compute.Distances;

namespace Discern.Neighbours;

/// <summary>Keeps the nearest few of each row.</summary>
internal sealed class NearestVisitor(NeighbourTable table, int[]? groups) : IPairVisitor
{
    public int Wanted => table.PerRow;

    public double Limit(int row) => table.SquaresOf(row)[^1];

    public bool Accepts(int row, int other) => groups is null || groups[row] != groups[other];

    public void Add(int row, int other, double square) => Insert(table.IndicesAt(row), table.SquaresAt(row), other, square);

    /// <summary>Puts a neighbour into a sorted list where it is among the nearest; of equally near ones the lower comes first.</summary>
    public static void Insert(Span<int> indices, Span<double> squares, int other, double square)
    {
        int place = indices.Length - 1;
        if (!IsBefore(other, square, indices[place], squares[place]))
        {
            return;
        }

        for (; place > 0 && IsBefore(other, square, indices[place - 1], squares[place - 1]); place--)
        {
            indices[place] = indices[place - 1];
            squares[place] = squares[place - 1];
        }

        indices[place] = other;
        squares[place] = square;
    }

    private static bool IsBefore(int index, double square, int otherIndex, double otherSquare) =>
        square < otherSquare || (square == otherSquare && index < otherIndex);
}
