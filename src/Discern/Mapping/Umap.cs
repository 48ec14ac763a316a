using System.Numerics;
using Discern.Compute.Distances;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neighbours;

namespace Discern.Mapping;

/// <summary>Arranges points in a plane so that near ones of many dimensions lie together.</summary>
/// <remarks>
/// UMAP (McInnes, Healy and Melville, "UMAP: uniform manifold approximation and projection for dimension reduction", 2018), with the defaults of umap-learn, over
/// exact neighbours. Pairs are drawn to each other one after the other, as often as they belong together, and pushed off from points drawn by lot: that is done by one thread, so
/// that the seed gives the same bits on every number of threads.
/// </remarks>
/// <example><code>
/// Vector2[] points = Umap.Arrange(new RowSet(features), start, new UmapOptions(), Workers.Shared);
/// </code></example>
public static class Umap
{
    // The square that the points begin in, and the longest step of one.
    private const float StartRadius = 10;
    private const float LongestStep = 4;
    private const int ManyPoints = 10_000;

    /// <summary>Arranges the rows of a table.</summary>
    /// <param name="rows">The rows; all of a table.</param>
    /// <param name="start">Where the points begin, such as <see cref="PrincipalPlane"/> has them; as many as there are rows.</param>
    /// <param name="options">How.</param>
    /// <param name="workers">Who looks for neighbours.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>One point for each row.</returns>
    /// <exception cref="ArgumentException">There are not as many beginnings as rows, or an option is out of its range.</exception>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public static Vector2[] Arrange(
        RowSet rows, IReadOnlyList<Vector2> start, UmapOptions options, Workers workers, IProgress<MapProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (start.Count != rows.Count)
        {
            throw new ArgumentException($"There are {start.Count} beginnings for {rows.Count} rows; give one for each.", nameof(start));
        }

        Vector2[] points = Spread(start, options.Seed);
        if (rows.Count < 3)
        {
            return points;
        }

        progress?.Report(new MapProgress(MapPhase.Neighbours, 0, rows.Count));
        NeighbourTable table = NearestNeighbours.Find(rows, options.Neighbours - 1, workers, cancellation: cancellation);
        var graph = NeighbourGraph.Of(table);
        int epochs = options.Epochs ?? (rows.Count < ManyPoints ? 500 : 200);
        Move(points, graph, AttractionCurve.Fit(options.MinimumDistance), epochs, options, progress, cancellation);
        return points;
    }

    // In a square of one size whatever the features', and no two points in one place: between those there would be no direction.
    private static Vector2[] Spread(IReadOnlyList<Vector2> start, ulong seed)
    {
        float largest = start.Max(point => MathF.Max(MathF.Abs(point.X), MathF.Abs(point.Y)));
        float scale = largest > 0 ? StartRadius / largest : 0;
        var lots = new Philox(seed, Philox.Stream(1, 0));
        var points = new Vector2[start.Count];
        for (int index = 0; index < points.Length; index++)
        {
            points[index] = (start[index] * scale) + (new Vector2(lots.NextSingle() - 0.5f, lots.NextSingle() - 0.5f) * 1e-3f);
        }

        return points;
    }

    private static void Move(
        Vector2[] points, NeighbourGraph graph, AttractionCurve curve, int epochs, UmapOptions options, IProgress<MapProgress>? progress, CancellationToken cancellation)
    {
        float largest = graph.Edges.Max(edge => edge.Weight);
        NeighbourGraph.Edge[] edges = [.. graph.Edges.Where(edge => edge.Weight >= largest / epochs)];
        float[] pause = [.. edges.Select(edge => largest / edge.Weight)]; // epochs from one turn of a pair to the next
        float[] due = [.. pause];
        var lots = new Philox(options.Seed, Philox.Stream(2, 0));
        var forces = new MapForces(curve, LongestStep);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new MapProgress(MapPhase.Arranging, epoch, epochs));
            float rate = 1 - ((float)epoch / epochs);
            for (int index = 0; index < edges.Length; index++)
            {
                if (due[index] > epoch + 1)
                {
                    continue;
                }

                due[index] += pause[index];
                (int from, int to, _) = edges[index];
                Vector2 step = forces.Attraction(points[from] - points[to]) * rate;
                points[from] += step;
                points[to] -= step;
                for (int push = 0; push < options.Repulsions; push++)
                {
                    int other = lots.NextInt32(points.Length);
                    if (other != from)
                    {
                        points[from] += forces.Repulsion(points[from] - points[other]) * rate;
                    }
                }
            }
        }

        progress?.Report(new MapProgress(MapPhase.Arranging, epochs, epochs));
    }
}
