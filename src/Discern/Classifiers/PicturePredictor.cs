using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>Classifies new pictures with the model of a run.</summary>
/// <example>
/// <code>
/// using var predictor = new PicturePredictor(RunFolder.Open("runs/first"));
/// foreach (PicturePrediction prediction in predictor.Predict(["a.jpg", "b.jpg"])) { … }
/// </code>
/// </example>
public sealed class PicturePredictor : IDisposable
{
    private const int Batch = 32;

    private readonly NetworkDescription network;
    private readonly double threshold;
    private readonly Workers workers;
    private readonly Weights weights;
    private readonly Classifier classifier;
    private readonly float[] inputs;
    private readonly float[] probabilities;

    /// <summary>Loads a run's model.</summary>
    /// <param name="run">The run; it has a model.</param>
    /// <param name="threads">Threads that compute; 0 for all of the machine's.</param>
    /// <exception cref="DiscernException">The run has no model yet, or its files do not fit together.</exception>
    public PicturePredictor(RunFolder run, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunDescription description = run.Description;
        network = NetworkDescription.Of(description);
        threshold = description.Threshold;
        Classes = description.Classes;
        Graph graph = NetworkBuilder.Build(network);
        weights = Model.Load(run, graph);
        workers = new Workers(threads);
        classifier = new Classifier(graph, weights, Batch, workers);
        inputs = new float[Batch * network.Size * network.Size * network.Channels];
        probabilities = new float[Batch * Classes.Count];
    }

    /// <summary>The classes; a label is an index here.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Classifies pictures in their order, as they come: any number of them takes the same memory.</summary>
    /// <param name="paths">The pictures; each is read when its result is near.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <returns>One result per path, in their order.</returns>
    public IEnumerable<PicturePrediction> Predict(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var waiting = new List<DecodedPicture>(Batch);
        foreach (DecodedPicture decoded in new DecodingPipeline(PictureCache.OptionsFor(network)).Decode(paths, cancellation))
        {
            waiting.Add(decoded);
            if (waiting.Count == Batch)
            {
                foreach (PicturePrediction prediction in PredictBatch(waiting))
                {
                    yield return prediction;
                }

                waiting.Clear();
            }
        }

        foreach (PicturePrediction prediction in PredictBatch(waiting))
        {
            yield return prediction;
        }
    }

    /// <summary>Classifies pictures of a data set, which may be another than the run learnt from.</summary>
    /// <param name="dataset">The data set; all its classes are classes of the run.</param>
    /// <param name="examples">Those of its pictures that are to be classified.</param>
    /// <param name="skipped">Receives the pictures that cannot be read.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <returns>The predictions, unreadable pictures left out.</returns>
    /// <exception cref="DiscernException">The data set has a class that the run does not know.</exception>
    public PredictionTable Predict(Dataset dataset, IEnumerable<Example> examples, ICollection<SkippedPicture> skipped, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(skipped);
        int[] labels = [.. dataset.Classes.Select(LabelOf)];
        Example[] chosen = [.. examples];
        var rows = new List<Prediction>(chosen.Length);
        foreach ((Example example, PicturePrediction prediction) in chosen.Zip(Predict([.. chosen.Select(dataset.FullPath)], cancellation)))
        {
            if (prediction.Label is { } label)
            {
                rows.Add(new Prediction(example.Path, labels[example.Label], label, [.. prediction.Probabilities]));
            }
            else
            {
                skipped.Add(new SkippedPicture(example.Path, prediction.Failure!));
            }
        }

        return new PredictionTable(Classes, rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        classifier.Dispose();
        weights.Dispose();
        workers.Dispose();
    }

    private int LabelOf(string name)
    {
        int label = Classes.ToList().IndexOf(name);
        return label >= 0
            ? label
            : throw new DiscernException($"The data set has the class '{name}', which the run does not know. Its classes are {string.Join(", ", Classes.Select(known => $"'{known}'"))}: rename the folder, or take it out.");
    }

    private List<PicturePrediction> PredictBatch(List<DecodedPicture> batch)
    {
        int values = network.Size * network.Size * network.Channels;
        int count = 0;
        foreach (DecodedPicture decoded in batch)
        {
            if (decoded.Picture is { } picture)
            {
                Transform.Identity.Apply(picture, inputs.AsSpan(count++ * values, values), network.Size, network.Size);
            }
        }

        if (count > 0)
        {
            classifier.Predict(inputs.AsSpan(0, count * values), count, probabilities.AsSpan(0, count * Classes.Count));
        }

        int row = 0;
        return [.. batch.Select(decoded => decoded.Failure is { } failure ? new PicturePrediction(decoded.Path, null, [], failure.Reason) : Row(decoded.Path, row++))];
    }

    private PicturePrediction Row(string path, int row)
    {
        float[] own = probabilities.AsSpan(row * Classes.Count, Classes.Count).ToArray();
        return new PicturePrediction(path, Decision.Of(own, threshold), own, null);
    }
}
