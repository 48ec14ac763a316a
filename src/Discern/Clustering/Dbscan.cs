using Discern.Compute.Distances;
using Discern.Compute.Threading;
using Discern.Neighbours;

namespace Discern.Clustering;

/// <summary>DBSCAN: rows with enough neighbours that reach each other are a cluster, with the rows at its border; the rest is noise.</summary>
/// <remarks>
/// Ester, Kriegel, Sander and Xu, "A density-based algorithm for discovering clusters in large spatial databases with noise" (KDD 1996). Numbers as
/// scikit-learn gives them: clusters in the order of their first core row; a row at the border of several belongs to the first of them.
/// </remarks>
public static class Dbscan
{
    /// <summary>Clusters rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="options">Distance and number of neighbours.</param>
    /// <param name="workers">Who computes; the answer does not depend on their number.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public static DbscanResult Fit(RowSet rows, DbscanOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LeastNeighbours, 1, nameof(options));
        if (!(options.Radius > 0) || !double.IsFinite(options.Radius))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Radius, "The radius of DBSCAN is a finite number above 0.");
        }

        var pairs = new NearPairs(rows, options.Radius, workers, cancellation);
        DistinctRows distinct = pairs.Distinct;
        bool[] isCore = Cores(pairs, options.LeastNeighbours);
        var sets = new UnionFind(distinct.Count);
        pairs.Visit((one, other) =>
        {
            if (isCore[one] && isCore[other])
            {
                sets.Join(one, other);
            }
        });

        int[] clusters = Number(sets, isCore);
        int[] border = [.. clusters];
        pairs.Visit((one, other) =>
        {
            Reach(one, other);
            Reach(other, one);
        });
        return Result(rows.Count, distinct, border, isCore);

        void Reach(int core, int other)
        {
            if (isCore[core] && !isCore[other])
            {
                border[other] = border[other] < 0 ? clusters[core] : Math.Min(border[other], clusters[core]);
            }
        }
    }

    private static bool[] Cores(NearPairs pairs, int least)
    {
        DistinctRows distinct = pairs.Distinct;
        long[] counts = [.. Enumerable.Range(0, distinct.Count).Select(number => (long)distinct.Of(number).Length)];
        long[] own = [.. counts];
        pairs.Visit((one, other) =>
        {
            counts[one] += own[other];
            counts[other] += own[one];
        });
        return [.. counts.Select(count => count >= least)];
    }

    // Different rows are numbered as they first occur, and the smallest member stands for its set: ascending is the order of first core rows.
    private static int[] Number(UnionFind sets, bool[] isCore)
    {
        int[] clusters = new int[isCore.Length];
        int count = 0;
        for (int row = 0; row < isCore.Length; row++)
        {
            clusters[row] = !isCore[row] ? -1 : sets.Root(row) == row ? count++ : clusters[sets.Root(row)];
        }

        return clusters;
    }

    private static DbscanResult Result(int rows, DistinctRows distinct, int[] clusters, bool[] isCore)
    {
        int[] labels = new int[rows];
        bool[] isCoreRow = new bool[rows];
        for (int number = 0; number < distinct.Count; number++)
        {
            foreach (int place in distinct.Of(number))
            {
                labels[place] = clusters[number];
                isCoreRow[place] = isCore[number];
            }
        }

        return new DbscanResult(labels, [.. Enumerable.Range(0, rows).Where(place => isCoreRow[place])]);
    }
}
