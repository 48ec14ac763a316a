using Discern.Compute.Distances;
using Discern.Compute.Threading;

namespace Discern.Neighbours;

/// <summary>The rows that are farthest away.</summary>
internal static class FarthestRows
{
    /// <summary>The squared distances of the farthest rows of one set for each row of another, in no particular order.</summary>
    /// <param name="queries">From whose rows it is far.</param>
    /// <param name="candidates">Which may be far.</param>
    /// <param name="count">How many, 1 or more; all where there are fewer.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops it.</param>
    public static double[][] Squares(RowSet queries, RowSet candidates, int count, Workers workers, CancellationToken cancellation)
    {
        int each = Math.Min(count, candidates.Count);
        double[][] squares = [.. Enumerable.Range(0, queries.Count).Select(_ => Enumerable.Repeat(double.NegativeInfinity, each).ToArray())];
        PairSearch<Visitor>.Farthest(queries, candidates, new Visitor(squares, each), workers, cancellation);
        return squares;
    }

    /// <summary>Keeps the largest few, ascending.</summary>
    private sealed class Visitor(double[][] squares, int count) : IPairVisitor
    {
        public int Wanted => count;

        public double Limit(int row) => squares[row][0];

        public bool Accepts(int row, int other) => true;

        public void Add(int row, int other, double square)
        {
            double[] own = squares[row];
            if (square > own[0])
            {
                int place = 0;
                for (; place < own.Length - 1 && own[place + 1] < square; place++)
                {
                    own[place] = own[place + 1];
                }

                own[place] = square;
            }
        }
    }
}
