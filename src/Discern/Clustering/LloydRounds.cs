using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Neighbours;

namespace Discern.Clustering;

/// <summary>Rows, centres, and for each row an upper bound on the distance to its own centre and a lower one on that to all others.</summary>
internal sealed class LloydRounds : IDisposable
{
    private const int ColumnsPerJob = 64;
    private const int RowsPerJob = 256;

    // Bounds are sums of rounded numbers; what they leave open by less than this is measured.
    private const double Slack = 1 + 1e-9;

    private readonly Tensor table;
    private readonly Workers workers;
    private readonly Arena arena;
    private readonly Tensor centres;
    private readonly int[] labels;
    private readonly int[] counted; // the cluster whose sum holds the row; −1 for none
    private readonly double[] upper;
    private readonly double[] lower;
    private readonly double[] sums;
    private readonly int[] sizes;

    public LloydRounds(Tensor table, IReadOnlyList<float[]> first, Workers workers)
    {
        this.table = table;
        this.workers = workers;
        var shape = new Shape(first.Count, table.Shape[1]);
        arena = new Arena(Arena.BytesOf(shape));
        centres = arena.Tensor(0, shape);
        for (int cluster = 0; cluster < first.Count; cluster++)
        {
            first[cluster].CopyTo(centres.Slice(cluster, 1).Values);
        }

        labels = new int[table.Shape.Batch];
        counted = new int[labels.Length];
        upper = new double[labels.Length];
        lower = new double[labels.Length];
        Array.Fill(labels, -1);
        Array.Fill(counted, -1);
        Array.Fill(upper, double.PositiveInfinity);
        sums = new double[checked(first.Count * table.Shape[1])];
        sizes = new int[first.Count];
    }

    /// <summary>The cluster of each row.</summary>
    public IReadOnlyList<int> Labels => labels;

    private int Clusters => centres.Shape.Batch;

    private int Columns => table.Shape[1];

    /// <summary>Gives each row to its nearest centre.</summary>
    /// <returns>Whether any row changed its cluster.</returns>
    public bool Assign(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int[] open = Open();
        if (open.Length == 0)
        {
            return false;
        }

        NeighbourTable nearest = NearestNeighbours.Find(
            new RowSet(table, open.Length == labels.Length ? null : open), new RowSet(centres), 2, workers, cancellation);
        bool isChanged = false;
        for (int place = 0; place < open.Length; place++)
        {
            int row = open[place];
            isChanged |= labels[row] != nearest.Of(place)[0];
            labels[row] = nearest.Of(place)[0];
            upper[row] = Math.Sqrt(nearest.SquaresOf(place)[0]);
            lower[row] = nearest.PerRow < 2 ? double.PositiveInfinity : Math.Sqrt(nearest.SquaresOf(place)[1]);
        }

        return isChanged;
    }

    /// <summary>Moves each centre to the mean of its rows.</summary>
    /// <returns>Σ of the squared moves.</returns>
    public double Move()
    {
        UpdateSums();
        FillEmpty();
        float[] before = centres.Values.ToArray();
        Span<float> values = centres.Values;
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (float)(sums[index] / sizes[index / Columns]);
        }

        double[] moves = new double[Clusters];
        for (int cluster = 0; cluster < Clusters; cluster++)
        {
            moves[cluster] = Math.Sqrt(ExactDistance.Square(before.AsSpan(cluster * Columns, Columns), centres.Slice(cluster, 1).Values));
        }

        Loosen(moves);
        return moves.Sum(move => move * move);
    }

    /// <summary>Σ of squared distances of the rows to their centres.</summary>
    public double Inertia()
    {
        double[] squares = new double[labels.Length];
        ForRows(row => squares[row] = SquareToOwn(row));
        return squares.Sum();
    }

    /// <summary>The mean over the features of their variances.</summary>
    public double MeanVariance()
    {
        double[] variances = new double[Columns];
        workers.For((Columns + ColumnsPerJob - 1) / ColumnsPerJob, job =>
        {
            int first = job * ColumnsPerJob;
            int count = Math.Min(ColumnsPerJob, Columns - first);
            Span<double> total = stackalloc double[ColumnsPerJob];
            Span<double> squares = stackalloc double[ColumnsPerJob];
            ReadOnlySpan<float> shift = table.Slice(0, 1).Values.Slice(first, count);
            for (int row = 0; row < labels.Length; row++)
            {
                ReadOnlySpan<float> values = table.Slice(row, 1).Values.Slice(first, count);
                for (int column = 0; column < count; column++)
                {
                    double value = (double)values[column] - shift[column];
                    total[column] += value;
                    squares[column] += value * value;
                }
            }

            for (int column = 0; column < count; column++)
            {
                double mean = total[column] / labels.Length;
                variances[first + column] = Math.Max(0, (squares[column] / labels.Length) - (mean * mean));
            }
        });
        return variances.Average();
    }

    public float[][] CentresAsRows() => [.. Enumerable.Range(0, Clusters).Select(cluster => centres.Slice(cluster, 1).Values.ToArray())];

    public void Dispose() => arena.Dispose();

    /// <summary>The rows whose nearest centre the bounds leave open.</summary>
    private int[] Open()
    {
        double[] halfGaps = HalfGaps();
        bool[] isOpen = new bool[labels.Length];
        ForRows(row =>
        {
            if (labels[row] >= 0)
            {
                double bound = Math.Max(lower[row], halfGaps[labels[row]]);
                if (upper[row] * Slack < bound)
                {
                    return;
                }

                upper[row] = Math.Sqrt(SquareToOwn(row));
                if (upper[row] * Slack < bound)
                {
                    return;
                }
            }

            isOpen[row] = true;
        });
        return [.. Enumerable.Range(0, labels.Length).Where(row => isOpen[row])];
    }

    /// <summary>Half the distance of each centre to the nearest other: a row nearer than that has no nearer centre.</summary>
    private double[] HalfGaps()
    {
        if (Clusters == 1 || labels[0] < 0)
        {
            return [.. Enumerable.Repeat(double.PositiveInfinity, Clusters)];
        }

        NeighbourTable gaps = NearestNeighbours.Find(new RowSet(centres), 1, workers);
        return [.. Enumerable.Range(0, Clusters).Select(cluster => Math.Sqrt(gaps.SquaresOf(cluster)[0]) / 2)];
    }

    private double SquareToOwn(int row) => ExactDistance.Square(table.Slice(row, 1).Values, centres.Slice(labels[row], 1).Values);

    /// <summary>Takes the rows that changed out of one sum and into another.</summary>
    private void UpdateSums()
    {
        int[] changed = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] != counted[row])];
        workers.For((Columns + ColumnsPerJob - 1) / ColumnsPerJob, job =>
        {
            int first = job * ColumnsPerJob;
            int count = Math.Min(ColumnsPerJob, Columns - first);
            foreach (int row in changed)
            {
                ReadOnlySpan<float> values = table.Slice(row, 1).Values.Slice(first, count);
                Add(values, sums.AsSpan((labels[row] * Columns) + first, count), 1);
                if (counted[row] >= 0)
                {
                    Add(values, sums.AsSpan((counted[row] * Columns) + first, count), -1);
                }
            }
        });
        foreach (int row in changed)
        {
            Count(row);
        }
    }

    private void Count(int row)
    {
        sizes[labels[row]]++;
        if (counted[row] >= 0)
        {
            sizes[counted[row]]--;
        }

        counted[row] = labels[row];
    }

    private void FillEmpty()
    {
        for (int empty = Array.IndexOf(sizes, 0); empty >= 0; empty = Array.IndexOf(sizes, 0))
        {
            double[] squares = new double[labels.Length];
            ForRows(row => squares[row] = sizes[labels[row]] > 1 ? SquareToOwn(row) : -1);
            int farthest = Array.IndexOf(squares, squares.Max());
            ReadOnlySpan<float> values = table.Slice(farthest, 1).Values;
            Add(values, sums.AsSpan(labels[farthest] * Columns, Columns), -1);
            Add(values, sums.AsSpan(empty * Columns, Columns), 1);
            labels[farthest] = empty;
            Count(farthest);
        }
    }

    private static void Add(ReadOnlySpan<float> values, Span<double> target, double sign)
    {
        for (int column = 0; column < values.Length; column++)
        {
            target[column] += sign * values[column];
        }
    }

    /// <summary>Moved centres loosen the bounds by as much as they moved.</summary>
    private void Loosen(double[] moves)
    {
        double most = moves.Max();
        for (int row = 0; row < labels.Length; row++)
        {
            upper[row] += moves[labels[row]];
            lower[row] -= most;
        }
    }

    private void ForRows(Action<int> work) => workers.For((labels.Length + RowsPerJob - 1) / RowsPerJob, job =>
    {
        for (int row = job * RowsPerJob; row < Math.Min(labels.Length, (job + 1) * RowsPerJob); row++)
        {
            work(row);
        }
    });
}
