namespace Discern.Explaining.Scores;

/// <summary>A map in cells, coarse enough that two methods can be compared.</summary>
internal static class MapGrid
{
    // As fine as 500 evaluations of the partition explainer tell apart.
    private const int Side = 28;

    /// <summary>Sums over cells of a grid.</summary>
    /// <param name="values">A value per pixel.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="side">Columns and rows of the grid, at most as many as the picture's.</param>
    public static double[] Cells(IReadOnlyList<double> values, int width, int side)
    {
        int height = values.Count / width;
        double[] cells = new double[side * side];
        for (int pixel = 0; pixel < values.Count; pixel++)
        {
            cells[((pixel / width * side / height) * side) + (pixel % width * side / width)] += values[pixel];
        }

        return cells;
    }

    /// <summary>Spearman's rank correlation of the strengths of two maps; null where one of them is the same everywhere.</summary>
    public static double? Correlation(AttributionMap first, AttributionMap second, int width)
    {
        int side = Math.Min(Side, Math.Min(width, first.Values.Count / width));
        double[] Strengths(AttributionMap map) => Cells([.. map.Values.Select(value => (double)value)], width, side);
        return Correlation(Ranks([.. Strengths(first).Select(Math.Abs)]), Ranks([.. Strengths(second).Select(Math.Abs)]));
    }

    /// <summary>Ranks from 0; equal values share the mean of theirs.</summary>
    internal static double[] Ranks(double[] values)
    {
        double[] ranks = new double[values.Length];
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(index => values[index])];
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            foreach (int index in order.AsSpan(start, end - start))
            {
                ranks[index] = (start + end - 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }

    private static double? Correlation(double[] first, double[] second)
    {
        double middle = (first.Length - 1) / 2.0;
        double product = first.Zip(second, (one, other) => (one - middle) * (other - middle)).Sum();
        double spread = Math.Sqrt(first.Sum(rank => (rank - middle) * (rank - middle)) * second.Sum(rank => (rank - middle) * (rank - middle)));
        return spread > 0 ? product / spread : null;
    }
}
