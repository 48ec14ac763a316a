using Discern.Compute.Random;

namespace Discern.Evaluation.Intervals;

/// <summary>The acceleration of BCa: how fast a metric's spread changes with its value, from leaving out a part of the rows at a time.</summary>
internal static class Jackknife
{
    // Up to so many rows each is left out by itself. Of more rows, so many parts drawn by seed are: the acceleration is then known
    // to about 0.65 / 250, which moves an end of the interval by a seventh of a percentile.
    private const int MostParts = 250;

    // "jackknife" read as a number, base 36.
    private const ulong Purpose = 55_163_148_903_998;

    /// <summary>The rows in parts that are left out in turn.</summary>
    public static int[][] Parts(int rows, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        if (rows > MostParts)
        {
            var random = new Philox(seed, Purpose);
            random.Shuffle(order.AsSpan());
        }

        int parts = Math.Min(rows, MostParts);
        return [.. Enumerable.Range(0, parts).Select(part => order[(int)((long)part * rows / parts)..(int)((long)(part + 1) * rows / parts)])];
    }

    /// <summary>
    /// Σ d³ / (6 (Σ d²)^1.5) over the parts, where d is the mean of the values without a part less the part's own: Efron (1987),
    /// equation 6.6. Parts without which a metric is undefined (NaN) are passed over.
    /// </summary>
    /// <param name="value">The metric on all rows.</param>
    /// <param name="without">The metric without each part.</param>
    /// <returns>The acceleration; 0 where no part makes a difference.</returns>
    public static double Acceleration(double value, ReadOnlySpan<double> without)
    {
        double count = 0, sum = 0;
        foreach (double one in without)
        {
            if (!double.IsNaN(one))
            {
                count++;
                sum += value - one;
            }
        }

        double mean = sum / count, square = 0, cube = 0;
        foreach (double one in without)
        {
            if (!double.IsNaN(one))
            {
                double difference = value - one - mean;
                square += difference * difference;
                cube += difference * difference * difference;
            }
        }

        // Below this the differences are rounding, not rows.
        return square > 1e-24 ? cube / (6 * Math.Pow(square, 1.5)) : 0;
    }
}
