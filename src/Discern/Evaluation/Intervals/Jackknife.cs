namespace Discern.Evaluation.Intervals;

/// <summary>The acceleration of BCa: how fast a metric's spread changes with its value, from leaving out one row at a time.</summary>
internal static class Jackknife
{
    /// <summary>
    /// Σ d³ / (6 (Σ d²)^1.5) over the rows, where d is the mean of the left-one-out values less the row's own: Efron (1987),
    /// equation 6.6. Rows without which a metric is undefined are passed over.
    /// </summary>
    /// <param name="family">The metrics.</param>
    /// <param name="values">The metrics on all rows; the sums are taken about them, in one pass.</param>
    /// <returns>One acceleration per metric; 0 where no row makes a difference.</returns>
    public static double[] Accelerations(MetricFamily family, ReadOnlySpan<double> values)
    {
        double[] without = new double[values.Length];
        Moments[] moments = new Moments[values.Length];
        for (int group = 0; group < family.Groups; group++)
        {
            int size = family.MeasureWithoutOne(group, without);
            for (int metric = 0; metric < without.Length; metric++)
            {
                if (!double.IsNaN(without[metric]))
                {
                    moments[metric].Add(values[metric] - without[metric], size);
                }
            }
        }

        return Array.ConvertAll(moments, item => item.Acceleration);
    }

    private struct Moments
    {
        private double count;
        private double first;
        private double second;
        private double third;

        public readonly double Acceleration
        {
            get
            {
                double mean = first / count;
                double square = second - (count * mean * mean);
                double cube = third - (3 * mean * second) + (2 * count * mean * mean * mean);

                // Below this the differences are rounding, not rows.
                return square > 1e-24 ? cube / (6 * Math.Pow(square, 1.5)) : 0;
            }
        }

        public void Add(double difference, int times)
        {
            count += times;
            first += times * difference;
            second += times * difference * difference;
            third += times * difference * difference * difference;
        }
    }
}
