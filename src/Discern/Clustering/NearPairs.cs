using Discern.Compute.Distances;
using Discern.Compute.Threading;
using Discern.Neighbours;

namespace Discern.Clustering;

/// <summary>The pairs of different rows within a distance, to be gone through several times.</summary>
/// <remarks>Pairs are remembered as long as they are few for each row; beyond that they are found again each time, so that memory grows with the rows alone.</remarks>
internal sealed class NearPairs
{
    private const int RememberedPerRow = 64;
    private const int RowsPerJob = 256;

    private readonly RowSet rows;
    private readonly double square;
    private readonly Workers workers;
    private readonly CancellationToken cancellation;
    private readonly KdTree? tree;
    private List<(int One, int Other)>? remembered;

    /// <summary>Puts rows that are the same together.</summary>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public NearPairs(RowSet all, double radius, Workers workers, CancellationToken cancellation)
    {
        this.workers = workers;
        this.cancellation = cancellation;
        square = radius * radius;
        tree = NearestNeighbours.IsForTree(all) ? new KdTree(all, workers) : null;
        Distinct = tree?.Distinct ?? DistinctRows.In(all);
        rows = new RowSet(all.Table, [.. Enumerable.Range(0, Distinct.Count).Select(number => all.RowAt(Distinct.Of(number)[0]))]);
    }

    /// <summary>The different rows.</summary>
    public DistinctRows Distinct { get; }

    /// <summary>Goes through all pairs, each once, one at a time and in no particular order.</summary>
    public void Visit(Action<int, int> visit)
    {
        if (remembered is not null)
        {
            remembered.ForEach(pair => visit(pair.One, pair.Other));
            return;
        }

        var found = new List<(int, int)>();
        long most = (long)RememberedPerRow * rows.Count;
        bool isWhole = true;
        void Take(int one, int other)
        {
            isWhole &= found.Count < most;
            if (isWhole)
            {
                found.Add((one, other));
            }

            visit(one, other);
        }

        if (tree is null)
        {
            PairSearch<Visitor>.Nearest(rows, rows, new Visitor(square, Take), workers, cancellation);
        }
        else
        {
            VisitTree(Take);
        }

        remembered = isWhole ? found : null;
    }

    private void VisitTree(Action<int, int> take) => workers.For((rows.Count + RowsPerJob - 1) / RowsPerJob, job =>
    {
        cancellation.ThrowIfCancellationRequested();
        var near = new List<int>();
        for (int row = job * RowsPerJob; row < Math.Min(rows.Count, (job + 1) * RowsPerJob); row++)
        {
            near.Clear();
            tree!.Within(row, square, near);
            lock (take)
            {
                foreach (int other in near.Where(other => other > row))
                {
                    take(row, other);
                }
            }
        }
    });

    private sealed class Visitor(double square, Action<int, int> take) : IPairVisitor
    {
        public int Wanted => 0;

        public double Limit(int row) => square;

        public bool Accepts(int row, int other) => row < other;

        public void Add(int row, int other, double pairSquare)
        {
            if (pairSquare <= square)
            {
                lock (take)
                {
                    take(row, other);
                }
            }
        }
    }
}
