using Discern.Neighbours;

namespace Discern.Mapping;

/// <summary>Who belongs to whom, and how strongly: UMAP's fuzzy simplicial set (McInnes, Healy and Melville, 2018, section 3.1).</summary>
/// <param name="Edges">Pairs, each in both directions, by their first and then their second point.</param>
internal sealed record NeighbourGraph(IReadOnlyList<NeighbourGraph.Edge> Edges)
{
    private const int Rounds = 64;
    private const double Tolerance = 1e-5;
    private const double LeastShareOfMean = 1e-3;

    /// <summary>Weighs the neighbours of each point, so that each has as many as all others, whatever the density around it.</summary>
    /// <param name="table">Others, as rows of the table that was searched.</param>
    public static NeighbourGraph Of(NeighbourTable table)
    {
        double mean = Enumerable.Range(0, table.Rows).Average(row => Average(Distances(table, row)));
        var weights = new Dictionary<(int From, int To), float>();
        for (int row = 0; row < table.Rows; row++)
        {
            double[] distances = Distances(table, row);
            double nearest = distances.FirstOrDefault(distance => distance > 0);
            double width = Width(distances, nearest, nearest > 0 ? Average(distances) : mean);
            for (int place = 0; place < distances.Length; place++)
            {
                weights[(row, table.Of(row)[place])] = (float)Math.Exp(-Math.Max(0, distances[place] - nearest) / width);
            }
        }

        // What either says, or both: a + b − ab.
        return new NeighbourGraph(
        [
            .. weights.Keys.SelectMany(key => new[] { key, (From: key.To, To: key.From) }).Distinct().Order()
                .Select(key => new Edge(key.From, key.To, Union(weights.GetValueOrDefault(key), weights.GetValueOrDefault((key.To, key.From))))),
        ]);
    }

    private static double[] Distances(NeighbourTable table, int row)
    {
        ReadOnlySpan<double> squares = table.SquaresOf(row);
        double[] distances = new double[squares.Length];
        for (int place = 0; place < distances.Length; place++)
        {
            distances[place] = Math.Sqrt(squares[place]);
        }

        return distances;
    }

    private static double Average(double[] distances) => distances.Length == 0 ? 0 : distances.Average();

    /// <summary>The width at which the weights add up to the logarithm of the number of neighbours, itself among them.</summary>
    private static double Width(double[] distances, double nearest, double mean)
    {
        double wanted = Math.Log2(distances.Length + 1), low = 0, high = double.PositiveInfinity, width = 1;
        for (int round = 0; round < Rounds; round++)
        {
            double sum = distances.Sum(distance => distance > nearest ? Math.Exp((nearest - distance) / width) : 1);
            if (Math.Abs(sum - wanted) < Tolerance)
            {
                break;
            }

            (low, high) = sum > wanted ? (low, width) : (width, high);
            width = double.IsInfinity(high) ? width * 2 : (low + high) / 2;
        }

        return Math.Max(width, Math.Max(LeastShareOfMean * mean, double.Epsilon));
    }

    private static float Union(float one, float other) => one + other - (one * other);

    /// <summary>Two points that belong together.</summary>
    /// <param name="From">The one.</param>
    /// <param name="To">The other.</param>
    /// <param name="Weight">How strongly, above 0 to 1.</param>
    internal readonly record struct Edge(int From, int To, float Weight);
}
