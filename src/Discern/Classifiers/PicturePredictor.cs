using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Calibrating;
using Discern.Imaging;
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
    private readonly double threshold;
    private readonly Calibration calibration;
    private readonly Workers workers;
    private readonly IPictureModel model;

    /// <summary>Loads a run's model.</summary>
    /// <param name="run">The run; it has a model.</param>
    /// <param name="threads">Threads that compute; 0 for all of the machine's.</param>
    /// <exception cref="DiscernException">The run has no model yet, or its files do not fit together.</exception>
    public PicturePredictor(RunFolder run, int threads = 0)
        : this(run, threads, featureFolder: null)
    {
    }

    /// <summary>The same, with features of pretrained bodies kept in a folder.</summary>
    internal PicturePredictor(RunFolder run, int threads, string? featureFolder)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunDescription description = run.Description;
        threshold = description.Threshold;
        calibration = description.Calibration;
        Classes = description.Classes;
        workers = new Workers(threads);
        try
        {
            model = Model.Open(run, workers, featureFolder);
        }
        catch
        {
            workers.Dispose();
            throw;
        }
    }

    /// <summary>The classes; a label is an index here.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What the user should know before it answers, as a sentence, such as that the run was made in a precision that this machine does not have; null for nothing.</summary>
    public string? Remark => model.Remark;

    /// <summary>Classifies pictures in their order, as they come: any number of them takes the same memory.</summary>
    /// <param name="paths">The pictures; the list is gone through as results are taken, and each picture read when its result is near.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <returns>One result per path, in their order.</returns>
    public IEnumerable<PicturePrediction> Predict(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return model.Predict(paths, cancellation).Select(Decide);
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

    /// <summary>How pictures in memory have to be decoded: once for each size that the classifier looks at.</summary>
    internal IReadOnlyList<DecodeOptions> Decodings => model.Decodings;

    /// <summary>Classifies pictures in memory; the answers are those for their files, to the last digit. One call at a time.</summary>
    /// <param name="pictures">Each decoded once by each of <see cref="Decodings"/>, in their order.</param>
    /// <param name="names">What to call them.</param>
    internal PicturePrediction[] Predict(IReadOnlyList<IReadOnlyList<Picture>> pictures, IReadOnlyList<string> names) =>
        [.. model.Predict(pictures).Zip(names, (values, name) => Decide(new PictureProbabilities(name, values, Failure: null)))];

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        workers.Dispose();
    }

    private int LabelOf(string name)
    {
        int label = Classes.ToList().IndexOf(name);
        return label >= 0
            ? label
            : throw new DiscernException($"The data set has the class '{name}', which the run does not know. Its classes are {string.Join(", ", Classes.Select(known => $"'{known}'"))}: rename the folder, or take it out.");
    }

    private PicturePrediction Decide(PictureProbabilities picture)
    {
        if (picture.Failure is { } failure)
        {
            return new PicturePrediction(picture.Path, null, [], failure);
        }

        float[] probabilities = calibration.Apply(picture.Values);
        return new PicturePrediction(picture.Path, Decision.Of(probabilities, threshold), probabilities, null);
    }
}
