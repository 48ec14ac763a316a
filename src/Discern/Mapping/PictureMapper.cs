using System.Numerics;
using Discern.Classifiers.Transfer;
using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Features;

namespace Discern.Mapping;

/// <summary>Draws a map of pictures: first by the plane in which they differ most, then by who is near to whom.</summary>
/// <remarks>Features are those of the cleaning and of the recipe <c>transfer</c>, from the same cache: each the root of its average.</remarks>
/// <example><code>
/// IReadOnlyList&lt;PictureMap&gt; maps = [.. new PictureMapper(new MapOptions(), Workers.Shared).Draw(["cats/tom.jpg", "dogs/rex.jpg", "dogs/pluto.jpg"])];
/// </code></example>
/// <param name="options">How.</param>
/// <param name="workers">Who computes; the maps do not depend on their number.</param>
public sealed class PictureMapper(MapOptions options, Workers workers)
{
    /// <summary>Draws the maps, each as soon as it is asked for.</summary>
    /// <param name="paths">The pictures' files; those that cannot be read have no point.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The plane, then the neighbours; nothing where fewer than two pictures can be read.</returns>
    /// <exception cref="DiscernException">There is no such backbone, or its weights are missing.</exception>
    public IEnumerable<PictureMap> Draw(IReadOnlyList<string> paths, IProgress<MapProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostPictures, 2, nameof(options));
        int step = ((Math.Max(1, paths.Count) - 1) / options.MostPictures) + 1;
        int[] drawn = [.. Enumerable.Range(0, paths.Count).Where(index => index % step == 0)];
        return drawn.Length < 2 ? [] : DrawThose(paths, drawn, progress, cancellation);
    }

    private IEnumerable<PictureMap> DrawThose(IReadOnlyList<string> paths, int[] drawn, IProgress<MapProgress>? progress, CancellationToken cancellation)
    {
        using FeatureExtractor extractor = RunBackbone.Find(options.Backbone).Open(options.FeatureFolder, workers);
        var shape = new Shape(drawn.Length, extractor.Columns);
        using var arena = new Arena(Arena.BytesOf(shape));
        Tensor table = arena.Tensor(0, shape);
        int[] seen = Read(extractor, paths, drawn, table, progress, cancellation);
        if (seen.Length < 2)
        {
            yield break;
        }

        var rows = new RowSet(table.Take(seen.Length));
        Vector2[] plane = PrincipalPlane.Project(rows, workers, cancellation);
        yield return PictureMap.Of(MapKind.Plane, seen, plane);
        yield return PictureMap.Of(MapKind.Neighbours, seen, Umap.Arrange(rows, plane, options.Umap, workers, progress, cancellation));
    }

    private static int[] Read(FeatureExtractor extractor, IReadOnlyList<string> paths, int[] drawn, Tensor table, IProgress<MapProgress>? progress, CancellationToken cancellation)
    {
        var roots = new FeatureRoots();
        var seen = new List<int>(drawn.Length);
        foreach (FeatureRow row in extractor.Stream(drawn.Select(index => paths[index]), cancellation: cancellation))
        {
            if (row.Values is { } values)
            {
                roots.Apply(values);
                values.CopyTo(table.Slice(seen.Count, 1).Values);
                seen.Add(drawn[row.Index]);
            }

            progress?.Report(new MapProgress(MapPhase.Features, row.Index + 1, drawn.Length));
        }

        return [.. seen];
    }
}
