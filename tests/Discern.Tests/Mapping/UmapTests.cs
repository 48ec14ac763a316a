using System.Numerics;
using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Mapping;

namespace Discern.Tests.Mapping;

public sealed class UmapTests
{
    private const int Clouds = 4;
    private const int PerCloud = 60;
    private const int Columns = 30;

    [Fact]
    public void Clouds_of_many_dimensions_stand_apart_in_the_plane()
    {
        Vector2[] points = Arrange(new UmapOptions());

        // Of almost every point the ten nearest in the plane are of its own cloud.
        int right = 0;
        for (int index = 0; index < points.Length; index++)
        {
            Vector2 own = points[index];
            right += Enumerable.Range(0, points.Length).Where(other => other != index).OrderBy(other => Vector2.DistanceSquared(points[other], own)).Take(10).Count(other => other / PerCloud == index / PerCloud);
        }

        Assert.InRange(right / (10.0 * points.Length), 0.97, 1);
    }

    [Fact]
    public void The_seed_gives_the_same_bits_on_any_number_of_threads_and_another_seed_others()
    {
        var few = new UmapOptions { Epochs = 30 };

        Assert.Equal(Arrange(few, threads: 1), Arrange(few, threads: 3));
        Assert.NotEqual(Arrange(few), Arrange(few with { Seed = 1 }));
    }

    [Fact]
    public void Few_points_and_points_that_are_all_in_one_place_end_somewhere()
    {
        Assert.Equal(2, Arrange(new UmapOptions(), rows: [[1f, 2f], [3f, 4f]]).Length);
        Assert.All(Arrange(new UmapOptions { Epochs = 20 }, rows: [.. Enumerable.Repeat(new[] { 1f, 2f }, 20)]), point => Assert.True(float.IsFinite(point.X) && float.IsFinite(point.Y)));
    }

    [Fact]
    public void It_says_how_far_it_is_and_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var told = new List<MapProgress>();

        Assert.Throws<OperationCanceledException>(() => Arrange(new UmapOptions(), progress: new Told(now =>
        {
            told.Add(now);
            if (now is { Phase: MapPhase.Arranging, Done: 3 })
            {
                stop.Cancel();
            }
        }), cancellation: stop.Token));
        Assert.Equal(new MapProgress(MapPhase.Neighbours, 0, Clouds * PerCloud), told[0]);
        Assert.Equal(new MapProgress(MapPhase.Arranging, 3, 500), told[^1]);
    }

    [Fact]
    public void Options_out_of_their_range_and_beginnings_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Arrange(new UmapOptions { Neighbours = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Arrange(new UmapOptions { MinimumDistance = 1 }));
        Assert.Throws<ArgumentException>(() => Arrange(new UmapOptions(), start: []));
    }

    private static Vector2[] Arrange(
        UmapOptions options, float[][]? rows = null, int threads = 2, Vector2[]? start = null, IProgress<MapProgress>? progress = null, CancellationToken cancellation = default)
    {
        rows ??= Drawn();
        var shape = new Shape(rows.Length, rows[0].Length);
        using var arena = new Arena(Arena.BytesOf(shape));
        Tensor table = arena.Tensor(0, shape);
        rows.SelectMany(row => row).ToArray().CopyTo(table.Values);
        using var workers = new Workers(threads);
        var set = new RowSet(table);
        return Umap.Arrange(set, start ?? PrincipalPlane.Project(set, workers, cancellation), options, workers, progress, cancellation);
    }

    private static float[][] Drawn()
    {
        var random = new System.Random(3);
        float[][] middles = [.. Enumerable.Range(0, Clouds).Select(_ => Enumerable.Range(0, Columns).Select(_ => (float)random.NextDouble() * 3).ToArray())];
        return [.. Enumerable.Range(0, Clouds * PerCloud).Select(index => middles[index / PerCloud].Select(middle => middle + ((float)random.NextDouble() - 0.5f)).ToArray())];
    }

    private sealed class Told(Action<MapProgress> told) : IProgress<MapProgress>
    {
        public void Report(MapProgress value) => told(value);
    }
}
