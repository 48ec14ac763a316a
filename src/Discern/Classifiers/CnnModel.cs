using Discern.Compute.Threading;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The network of a run of the recipe <c>cnn</c>.</summary>
internal sealed class CnnModel : IPictureModel
{
    private const int Batch = 32;

    private readonly NetworkDescription network;
    private readonly Graph graph;
    private readonly Weights weights;
    private readonly Classifier classifier;
    private readonly FlipAveraging averaging;
    private readonly float[] inputs;
    private readonly float[] probabilities;

    public CnnModel(RunFolder run, Workers workers)
    {
        network = NetworkDescription.Of(run.Description);
        graph = NetworkBuilder.Build(network);
        weights = Model.Load(run, graph);
        classifier = new Classifier(graph, weights, Batch, workers);
        averaging = new FlipAveraging(classifier, network, run.Description.IsFlipAveraged);
        inputs = new float[Batch * network.Size * network.Size * network.Channels];
        probabilities = new float[Batch * classifier.Classes];
    }

    public Fit Fit => PictureCache.OptionsFor(network).Fit;

    public IReadOnlyList<DecodeOptions> Decodings => [PictureCache.OptionsFor(network)];

    public float[][] Predict(IReadOnlyList<IReadOnlyList<Picture>> pictures) =>
        [.. pictures.Select(sizes => sizes[0]).Chunk(Batch).SelectMany(Judge)];

    public IEnumerable<PictureProbabilities> Predict(IEnumerable<string> paths, CancellationToken cancellation)
    {
        IEnumerable<DecodedPicture> decoded = new DecodingPipeline(PictureCache.OptionsFor(network)).Decode(paths, cancellation);
        return decoded.Chunk(Batch).SelectMany(PredictBatch);
    }

    public ComposedNetwork Compose()
    {
        var composition = new NetworkComposition(network.Size, network.Size, network.Channels);
        float[] scale = [.. Enumerable.Repeat(1f / byte.MaxValue, network.Channels)];
        Node prepared = composition.Rescale(composition.Input, scale, new float[network.Channels]);
        return composition.Finish(composition.Append(prepared, graph, weights));
    }

    public void Dispose()
    {
        classifier.Dispose();
        weights.Dispose();
    }

    private IEnumerable<PictureProbabilities> PredictBatch(DecodedPicture[] batch)
    {
        float[][] answers = Judge([.. batch.Select(decoded => decoded.Picture).OfType<Picture>()]);
        int row = 0;
        return [.. batch.Select(decoded => decoded.Failure is { } failure
            ? new PictureProbabilities(decoded.Path, [], failure.Reason)
            : new PictureProbabilities(decoded.Path, answers[row++], Failure: null))];
    }

    /// <summary>The probabilities of up to <see cref="Batch"/> pictures.</summary>
    private float[][] Judge(Picture[] pictures)
    {
        int values = network.Size * network.Size * network.Channels;
        for (int index = 0; index < pictures.Length; index++)
        {
            Transform.Identity.Apply(pictures[index], inputs.AsSpan(index * values, values), network.Size, network.Size);
        }

        int classes = classifier.Classes;
        Span<float> answers = probabilities.AsSpan(0, pictures.Length * classes);
        averaging.Predict(inputs.AsSpan(0, pictures.Length * values), pictures.Length, answers);
        float[][] rows = new float[pictures.Length][];
        for (int index = 0; index < rows.Length; index++)
        {
            rows[index] = answers.Slice(index * classes, classes).ToArray();
        }

        return rows;
    }
}
