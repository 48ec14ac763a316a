using Discern.Classifiers.Tops;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Features;
using Discern.Imaging;
using Discern.Neural.Graphs;

namespace Discern.Classifiers.Transfer;

/// <summary>A pretrained body with a top that was trained on its features.</summary>
internal sealed class FeatureModel : IPictureModel
{
    private const int Batch = 64;

    private readonly FeatureExtractor extractor;
    private readonly IFeatureStep? prepare;
    private readonly ITop top;
    private readonly Arena arena;
    private readonly Tensor table;

    /// <summary>Takes over the extractor and the top.</summary>
    /// <param name="extractor">The body.</param>
    /// <param name="prepare">What is done to each picture's features; null for nothing.</param>
    /// <param name="top">What was trained on them.</param>
    public FeatureModel(FeatureExtractor extractor, IFeatureStep? prepare, ITop top)
    {
        this.prepare = prepare;
        this.extractor = extractor;
        this.top = top;
        var shape = new Shape(Batch, extractor.Columns);
        arena = new Arena(Arena.BytesOf(shape));
        table = arena.Tensor(0, shape);
    }

    public Fit Fit => FeatureExtractor.Fit;

    public IEnumerable<PictureProbabilities> Predict(IEnumerable<string> paths, CancellationToken cancellation) =>
        extractor.Stream(paths, cancellation: cancellation).Chunk(Batch).SelectMany(PredictBatch);

    public ComposedNetwork Compose()
    {
        NetworkComposition composition = extractor.Compose(out Node features);
        return composition.Finish(top.Compose(composition, prepare?.Compose(composition, features) ?? features));
    }

    public void Dispose()
    {
        arena.Dispose();
        top.Dispose();
        extractor.Dispose();
    }

    private IEnumerable<PictureProbabilities> PredictBatch(FeatureRow[] batch)
    {
        int count = 0;
        foreach (FeatureRow row in batch)
        {
            if (row.Values is { } values)
            {
                prepare?.Apply(values);
                values.CopyTo(table.Slice(count++, 1).Values);
            }
        }

        float[] probabilities = count == 0 ? [] : top.Predict(table.Take(count));
        int classes = count == 0 ? 0 : probabilities.Length / count;
        int next = 0;
        return [.. batch.Select(row => row.Failure is { } failure
            ? new PictureProbabilities(row.Path, [], failure.Reason())
            : new PictureProbabilities(row.Path, probabilities.AsSpan(next++ * classes, classes).ToArray(), Failure: null))];
    }
}
