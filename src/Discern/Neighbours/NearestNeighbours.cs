using Discern.Compute.Distances;
using Discern.Compute.Threading;

namespace Discern.Neighbours;

/// <summary>Exact nearest neighbours by Euclidean distance: by blocked matrix products, or by a k-d tree where features are few.</summary>
/// <remarks>Both answer the same; distances are compared in double precision, and of equal ones the lower row comes first.</remarks>
/// <example><code>
/// NeighbourTable table = NearestNeighbours.Find(new RowSet(features), 5, Workers.Shared);
/// int nearestOfFirst = table.Of(0)[0];
/// </code></example>
public static class NearestNeighbours
{
    // Beyond so many features a tree prunes little.
    private const int MostTreeColumns = 8;
    private const int LeastTreeRows = 256;

    /// <summary>The nearest other rows of each row of a set.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="count">How many neighbours, 1 or more.</param>
    /// <param name="workers">Who computes; the answer does not depend on their number.</param>
    /// <param name="groups">The group of each place of the set: rows of one group are no neighbours of each other. Null: a row is no neighbour of itself.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public static NeighbourTable Find(RowSet rows, int count, Workers workers, int[]? groups = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int perRow = Math.Min(count, Math.Max(0, rows.Count - 1));
        NeighbourTable table = Empty(rows.Count, perRow);
        if (perRow == 0)
        {
            return table;
        }

        if (groups is null && IsForTree(rows))
        {
            new KdTree(rows, workers).FindOthers(table, workers, cancellation);
            return table;
        }

        PairSearch<NearestVisitor>.Nearest(rows, rows, new NearestVisitor(table, groups ?? [.. Enumerable.Range(0, rows.Count)]), workers, cancellation);
        ToTableRows(table, rows);
        return table;
    }

    /// <summary>The nearest rows of one set for each row of another.</summary>
    /// <param name="queries">Whose neighbours are looked for.</param>
    /// <param name="candidates">Who may be a neighbour; none is left out, not even one that is the same row.</param>
    /// <param name="count">How many neighbours, 1 or more.</param>
    /// <param name="workers">Who computes; the answer does not depend on their number.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public static NeighbourTable Find(RowSet queries, RowSet candidates, int count, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        NeighbourTable table = Empty(queries.Count, Math.Min(count, candidates.Count));
        if (table.PerRow > 0 && IsForTree(candidates))
        {
            new KdTree(candidates, workers).Find(queries, table, workers, cancellation);
            return table;
        }

        if (table.PerRow > 0)
        {
            PairSearch<NearestVisitor>.Nearest(queries, candidates, new NearestVisitor(table, groups: null), workers, cancellation);
            ToTableRows(table, candidates);
        }

        return table;
    }

    internal static bool IsForTree(RowSet rows) => rows.Columns <= MostTreeColumns && rows.Count >= LeastTreeRows;

    private static NeighbourTable Empty(int rows, int perRow)
    {
        int[] indices = new int[checked(rows * perRow)];
        double[] squares = new double[indices.Length];
        Array.Fill(indices, -1);
        Array.Fill(squares, double.PositiveInfinity);
        return new NeighbourTable(rows, perRow, indices, squares);
    }

    private static void ToTableRows(NeighbourTable table, RowSet rows)
    {
        for (int row = 0; row < table.Rows; row++)
        {
            foreach (ref int index in table.IndicesAt(row))
            {
                index = index < 0 ? -1 : rows.RowAt(index);
            }
        }
    }
}
