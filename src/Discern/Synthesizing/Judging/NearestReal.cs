using Discern.Compute.Threading;
using Discern.Neighbours;

namespace Discern.Synthesizing.Judging;

/// <summary>How near synthetic pictures lie to real ones, set against how near real ones lie to each other.</summary>
/// <param name="SyntheticMedian">The median distance of a synthetic picture to the nearest real one, in roots of features.</param>
/// <param name="RealMedian">The median distance of a real picture to the nearest other real one.</param>
/// <param name="CopyDistance">What nine in ten real pictures keep from each other.</param>
/// <param name="Copies">How many synthetic pictures lie nearer to a real one than that.</param>
public sealed record NearestReal(double SyntheticMedian, double RealMedian, double CopyDistance, int Copies)
{
    /// <summary>The nearest real picture of each synthetic one, as a place among the real ones.</summary>
    internal IReadOnlyList<int> Places { get; init; } = [];

    /// <summary>How far it is.</summary>
    internal IReadOnlyList<double> Distances { get; init; } = [];

    /// <summary>Measures it.</summary>
    internal static NearestReal Of(PictureFeatures features, Workers workers, CancellationToken cancellation)
    {
        NeighbourTable synthetic = NearestNeighbours.Find(features.SyntheticRows, features.RealRows, 1, workers, cancellation);
        NeighbourTable real = NearestNeighbours.Find(features.RealRows, 1, workers, groups: null, cancellation);
        double[] distances = Nearest(synthetic);
        double[] between = Nearest(real);
        Array.Sort(between);
        double limit = between[between.Length / 10];
        return new NearestReal(Median(distances), Median(between), limit, distances.Count(distance => distance < limit))
        {
            Places = [.. Enumerable.Range(0, synthetic.Rows).Select(row => synthetic.Of(row)[0])],
            Distances = distances,
        };
    }

    private static double[] Nearest(NeighbourTable table) => [.. Enumerable.Range(0, table.Rows).Select(row => Math.Sqrt(table.SquaresOf(row)[0]))];

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
