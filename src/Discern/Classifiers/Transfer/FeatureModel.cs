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
    // Whole pictures: a multiple of the number of views.
    private const int Batch = 64;

    private readonly FeatureExtractor extractor;
    private readonly IFeatureStep? prepare;
    private readonly Views views;
    private readonly ITop top;
    private readonly Arena arena;
    private readonly Tensor table;

    /// <summary>Takes over the extractor and the top.</summary>
    /// <param name="extractor">The body.</param>
    /// <param name="prepare">What is done to each picture's features; null for nothing.</param>
    /// <param name="views">How each picture is looked at; drawn variants have no part in an answer.</param>
    /// <param name="top">What was trained on them.</param>
    public FeatureModel(FeatureExtractor extractor, IFeatureStep? prepare, Views views, ITop top)
    {
        this.views = views;
        this.prepare = prepare;
        this.extractor = extractor;
        this.top = top;
        var shape = new Shape(Batch, extractor.Columns);
        arena = new Arena(Arena.BytesOf(shape));
        table = arena.Tensor(0, shape);
    }

    public Fit Fit => FeatureExtractor.Fit;

    public string? Remark => extractor.PrecisionRemark;

    public IReadOnlyList<DecodeOptions> Decodings => extractor.Decodings;

    public float[][] Predict(IReadOnlyList<IReadOnlyList<Picture>> pictures) =>
        [.. pictures.Chunk(Batch / views.Averaged).SelectMany(chunk => Judge(extractor.Extract([.. chunk.SelectMany(Looks)])))];

    public IEnumerable<PictureProbabilities> Predict(IEnumerable<string> paths, CancellationToken cancellation) =>
        extractor.Stream(
            paths.SelectMany(path => Enumerable.Repeat(path, views.Averaged)),
            index => views.Transform(index / views.Averaged, index % views.Averaged),
            cancellation)
            .Chunk(Batch).SelectMany(PredictBatch);

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
        FeatureRow[][] pictures = [.. batch.Chunk(views.Averaged)];
        float[][] answers = Judge([.. pictures.Where(IsReadable).SelectMany(picture => picture).Select(view => view.Values!)]);
        int next = 0;
        return [.. pictures.Select(picture => IsReadable(picture)
            ? new PictureProbabilities(picture[0].Path, answers[next++], Failure: null)
            : new PictureProbabilities(picture[0].Path, [], picture.First(view => view.Failure is not null).Failure!.Reason()))];
    }

    /// <summary>The probabilities of pictures whose views' features stand side by side, up to <see cref="Batch"/> rows.</summary>
    private float[][] Judge(float[][] rows)
    {
        if (rows.Length == 0)
        {
            return [];
        }

        for (int row = 0; row < rows.Length; row++)
        {
            prepare?.Apply(rows[row]);
            rows[row].CopyTo(table.Slice(row, 1).Values);
        }

        float[] probabilities = top.Predict(table.Take(rows.Length));
        int classes = probabilities.Length / rows.Length;
        return [.. views.Average(probabilities, classes, views.Averaged).Chunk(classes)];
    }

    private IEnumerable<PictureLook> Looks(IReadOnlyList<Picture> sizes) =>
        Enumerable.Range(0, views.Averaged).Select(view => new PictureLook(sizes, views.Transform(picture: 0, view)));

    private static bool IsReadable(FeatureRow[] picture) => Array.TrueForAll(picture, view => view.Values is not null);
}
