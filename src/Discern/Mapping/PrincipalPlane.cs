using System.Numerics;
using Discern.Compute.Distances;
using Discern.Compute.Random;
using Discern.Compute.Threading;

namespace Discern.Mapping;

/// <summary>The plane of the two directions in which rows differ most: principal components.</summary>
/// <remarks>
/// By subspace iteration with two directions to spare (Halko, Martinsson and Tropp, "Finding structure with randomness", 2011), from at most <see cref="MostRows"/>
/// rows at equal steps; all rows are then seen on the plane. Sums are taken in double precision, block after block, so that threads do not change the bits.
/// Of each direction the largest part is positive, as in scikit-learn.
/// </remarks>
public static class PrincipalPlane
{
    /// <summary>The most rows that the directions are learnt from.</summary>
    public const int MostRows = 4096;

    private const int Directions = 4;
    private const int Rounds = 40;
    private const int Block = 256;

    /// <summary>Where the rows lie on their plane, around 0.</summary>
    /// <param name="rows">The rows, at least one.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>One point for each row; with one column the second coordinate is 0.</returns>
    public static Vector2[] Project(RowSet rows, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        int step = ((rows.Count - 1) / MostRows) + 1;
        int[] sample = [.. Enumerable.Range(0, ((rows.Count - 1) / step) + 1).Select(place => place * step)];
        double[] mean = Mean(rows, sample);
        double[][] axes = Start(rows.Columns);
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            axes = Orthonormal(Covariance(rows, sample, mean, axes, workers));
        }

        foreach (double[] axis in axes)
        {
            Orient(axis);
        }

        var points = new Vector2[rows.Count];
        workers.For(((rows.Count - 1) / Block) + 1, block =>
        {
            for (int row = block * Block; row < Math.Min(rows.Count, (block + 1) * Block); row++)
            {
                points[row] = new Vector2((float)Along(rows[row], mean, axes[0]), axes.Length > 1 ? (float)Along(rows[row], mean, axes[1]) : 0);
            }
        });
        return points;
    }

    private static double[] Mean(RowSet rows, int[] sample)
    {
        double[] mean = new double[rows.Columns];
        foreach (int row in sample)
        {
            ReadOnlySpan<float> values = rows[row];
            for (int column = 0; column < mean.Length; column++)
            {
                mean[column] += values[column] / (double)sample.Length;
            }
        }

        return mean;
    }

    // Any directions that are not all at right angles to the ones sought.
    private static double[][] Start(int columns)
    {
        var lots = new Philox(0, Philox.Stream(3, 0));
        double[][] axes = new double[Math.Min(Directions, columns)][];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = new double[columns];
            for (int column = 0; column < columns; column++)
            {
                axes[axis][column] = lots.NextSingle() - 0.5;
            }
        }

        return Orthonormal(axes);
    }

    /// <summary>The covariance times each direction, summed over blocks of rows in their order.</summary>
    private static double[][] Covariance(RowSet rows, int[] sample, double[] mean, double[][] axes, Workers workers)
    {
        int blocks = ((sample.Length - 1) / Block) + 1;
        var parts = new double[blocks][][];
        workers.For(blocks, block =>
        {
            double[][] sums = [.. axes.Select(axis => new double[axis.Length])];
            for (int place = block * Block; place < Math.Min(sample.Length, (block + 1) * Block); place++)
            {
                ReadOnlySpan<float> values = rows[sample[place]];
                for (int axis = 0; axis < axes.Length; axis++)
                {
                    double along = Along(values, mean, axes[axis]);
                    for (int column = 0; column < values.Length; column++)
                    {
                        sums[axis][column] += along * (values[column] - mean[column]);
                    }
                }
            }

            parts[block] = sums;
        });
        foreach (double[][] part in parts.Skip(1))
        {
            for (int axis = 0; axis < axes.Length; axis++)
            {
                for (int column = 0; column < mean.Length; column++)
                {
                    parts[0][axis][column] += part[axis][column];
                }
            }
        }

        return parts[0];
    }

    private static double Along(ReadOnlySpan<float> values, double[] mean, double[] axis)
    {
        double sum = 0;
        for (int column = 0; column < axis.Length; column++)
        {
            sum += (values[column] - mean[column]) * axis[column];
        }

        return sum;
    }

    // Gram and Schmidt's method. A direction in which nothing differs becomes 0.
    private static double[][] Orthonormal(double[][] axes)
    {
        for (int axis = 0; axis < axes.Length; axis++)
        {
            double before = Math.Sqrt(Dot(axes[axis], axes[axis]));
            foreach (double[] former in axes[..axis])
            {
                double shared = Dot(axes[axis], former);
                for (int column = 0; column < former.Length; column++)
                {
                    axes[axis][column] -= shared * former[column];
                }
            }

            double length = Math.Sqrt(Dot(axes[axis], axes[axis]));
            double scale = length > 1e-12 * before ? 1 / length : 0;
            for (int column = 0; column < axes[axis].Length; column++)
            {
                axes[axis][column] *= scale;
            }
        }

        return axes;
    }

    private static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int column = 0; column < one.Length; column++)
        {
            sum += one[column] * other[column];
        }

        return sum;
    }

    private static void Orient(double[] axis)
    {
        if (axis.MaxBy(Math.Abs) < 0)
        {
            for (int column = 0; column < axis.Length; column++)
            {
                axis[column] = -axis[column];
            }
        }
    }
}
