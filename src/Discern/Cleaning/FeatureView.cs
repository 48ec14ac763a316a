using Discern.Classifiers.Transfer;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Features;

namespace Discern.Cleaning;

/// <summary>What a pretrained network sees in the readable pictures of a survey, row by row.</summary>
internal sealed class FeatureView : IDisposable
{
    private readonly Arena arena;

    private FeatureView(IReadOnlyList<int> pictures, int columns)
    {
        Pictures = pictures;
        var shape = new Shape(Math.Max(1, pictures.Count), columns);
        arena = new Arena(Arena.BytesOf(shape));
        Table = arena.Tensor(0, shape);
    }

    /// <summary>The picture of each row.</summary>
    public IReadOnlyList<int> Pictures { get; private set; }

    /// <summary>Rows × features, each the root of its average.</summary>
    public Tensor Table { get; private set; }

    /// <summary>Computes the features, or takes them from the cache.</summary>
    public static FeatureView Read(Survey survey, CleaningOptions options, Workers workers, Action<int, int> report, CancellationToken cancellation)
    {
        using FeatureExtractor extractor = RunBackbone.Find(options.Backbone).Open(options.FeatureFolder, workers);
        IReadOnlyList<int> pictures = survey.Readable;
        return Of(pictures, extractor.Columns, Rows());

        // One that vanished or broke since it was surveyed has no row; the next survey says why.
        IEnumerable<(int Picture, float[] Values)> Rows()
        {
            foreach (FeatureRow row in extractor.Stream(pictures.Select(survey.FullPath), cancellation: cancellation))
            {
                if (row.Values is { } values)
                {
                    yield return (pictures[row.Index], values);
                }

                report(row.Index + 1, pictures.Count);
            }
        }
    }

    /// <summary>Gathers features as they come.</summary>
    /// <param name="pictures">The most pictures that rows are of.</param>
    /// <param name="columns">Numbers of each.</param>
    /// <param name="rows">Pictures and their features; the features are changed.</param>
    public static FeatureView Of(IReadOnlyList<int> pictures, int columns, IEnumerable<(int Picture, float[] Values)> rows)
    {
        var view = new FeatureView(pictures, columns);
        try
        {
            var roots = new FeatureRoots();
            var seen = new List<int>();
            foreach ((int picture, float[] values) in rows)
            {
                roots.Apply(values);
                values.CopyTo(view.Table.Slice(seen.Count, 1).Values);
                seen.Add(picture);
            }

            view.Pictures = seen;
            view.Table = view.Table.Take(Math.Max(1, seen.Count));
            return view;
        }
        catch
        {
            view.Dispose();
            throw;
        }
    }

    public void Dispose() => arena.Dispose();
}
