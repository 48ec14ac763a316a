using System.Numerics;
using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Mapping;

namespace Discern.Tests.Mapping;

public sealed class PrincipalPlaneTests
{
    [Fact]
    public void A_stretched_plane_in_space_is_found_with_its_distances()
    {
        // Points (u, v) on the plane that (1, 1, 0)/√2 and (0, 0, 1) span, u wider than v.
        Vector2[] flat = [.. Enumerable.Range(0, 21).SelectMany(u => Enumerable.Range(0, 5).Select(v => new Vector2(u - 10, (v - 2) * 1.5f)))];
        Vector2[] seen = Project([.. flat.Select(point => new[] { (point.X / MathF.Sqrt(2)) + 7, (point.X / MathF.Sqrt(2)) - 3, point.Y })]);

        for (int index = 0; index < flat.Length; index++)
        {
            Assert.Equal(flat[index].X, seen[index].X, 1e-3);
            Assert.Equal(flat[index].Y, seen[index].Y, 1e-3);
        }
    }

    [Fact]
    public void Threads_do_not_change_the_bits()
    {
        var random = new System.Random(5);
        float[][] rows = [.. Enumerable.Range(0, 1500).Select(_ => Enumerable.Range(0, 20).Select(column => (float)(random.NextDouble() * (column + 1))).ToArray())];

        Assert.Equal(Project(rows, threads: 1), Project(rows, threads: 4));
    }

    [Fact]
    public void Rows_that_are_all_alike_and_rows_of_one_column_have_points_too()
    {
        Assert.All(Project([.. Enumerable.Repeat(new[] { 1f, 2f, 3f }, 5)]), point => Assert.Equal(Vector2.Zero, point));
        Assert.Equal([new Vector2(-1, 0), new Vector2(1, 0)], Project([[3f], [5f]]));
    }

    private static Vector2[] Project(float[][] rows, int threads = 2)
    {
        var shape = new Shape(rows.Length, rows[0].Length);
        using var arena = new Arena(Arena.BytesOf(shape));
        Tensor table = arena.Tensor(0, shape);
        rows.SelectMany(row => row).ToArray().CopyTo(table.Values);
        using var workers = new Workers(threads);
        return PrincipalPlane.Project(new RowSet(table), workers);
    }
}
