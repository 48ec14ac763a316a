using System.Text.Json;
using Discern.Classifiers;
using Discern.Classifiers.Folds;
using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Evaluation.Calibrating;
using Discern.Explaining.Models;
using Discern.Features.Backbones;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.Plans;
using Discern.Runs;

namespace Discern.Explaining;

/// <summary>A classifier as a function from pixels to probabilities, with gradients: a run's, of whatever recipe, or one from an ONNX file.</summary>
/// <example><code>
/// using ExplainedModel model = ExplainedModel.Open(RunFolder.Open("runs/first"), Workers.Shared);
/// Explanation explanation = new Explainer(model, new ExplanationOptions()).Explain("dog.jpg");
/// </code></example>
public sealed class ExplainedModel : IDisposable
{
    private readonly IReadOnlyList<ExplainedNetwork> networks;
    private readonly Calibration calibration;

    internal ExplainedModel(IReadOnlyList<ExplainedNetwork> networks, IReadOnlyList<string> classes, Fit fit, Calibration calibration)
    {
        this.networks = networks;
        this.calibration = calibration;
        Classes = classes;
        Fit = fit;
    }

    /// <summary>The classes; a label is an index here.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>How a picture is brought to the size that the classifier sees.</summary>
    public Fit Fit { get; }

    /// <summary>With two classes, the probability of the second from which on that is the answer.</summary>
    public double Threshold { get; private init; } = 0.5;

    /// <summary>What was assumed of the classifier, as sentences.</summary>
    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <summary>Rows of the pictures that it sees.</summary>
    public int Height => Input.Height;

    /// <summary>Columns of the pictures that it sees.</summary>
    public int Width => Input.Width;

    /// <summary>1 for grey pictures, 3 for colour.</summary>
    public int Channels => Input.Channels;

    internal IReadOnlyList<ExplainedNetwork> Networks => networks;

    internal DecodeOptions Decoding => new() { Width = Width, Height = Height, Fit = Fit, Grey = Channels == 1 };

    /// <summary>Pictures whose gradients are computed at once.</summary>
    internal int GradientBatch => networks.Min(network => network.GradientBatch);

    internal int Values => checked((int)Input.CountPerExample);

    private Shape Input => networks[0].Input;

    /// <summary>Opens the classifier of a run.</summary>
    /// <param name="run">The run; it has a model.</param>
    /// <param name="workers">The threads to use.</param>
    /// <exception cref="DiscernException">The run has no model yet, what it is made of is not there any more, or it cannot be one network.</exception>
    public static ExplainedModel Open(RunFolder run, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunDescription description = run.Description;
        RunFolder[] members = string.Equals(description.Recipe, Ensemble.Recipe, StringComparison.Ordinal)
            ? [.. Enumerable.Range(1, description.Members).Select(number => RunFolder.Open(Ensemble.MemberPath(run, number)))]
            : [run];
        var opened = new List<ExplainedNetwork>();
        try
        {
            Fit fit = default;
            foreach (RunFolder member in members)
            {
                using IPictureModel model = Model.Open(member, workers);
                fit = model.Fit;
                ComposedNetwork network = model.Compose();
                ClassifierEnd end = network.Graph.OutputNode.Shape.CountPerExample == 1 ? ClassifierEnd.Sigmoid : ClassifierEnd.Softmax;
                opened.Add(new ExplainedNetwork(network.Graph, network.Weights, end, member.Description.IsFlipAveraged, workers));
            }

            return new ExplainedModel(opened, description.Classes, fit, description.Calibration) { Threshold = description.Threshold };
        }
        catch
        {
            opened.ForEach(network => network.Dispose());
            throw;
        }
    }

    /// <summary>Opens the classifier in an ONNX file, of Discern's or anybody's making.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How pixels are prepared, and the side of pictures where the file leaves it open; what is not told is read from the file or assumed, and then remarked.</param>
    /// <param name="workers">The threads to use.</param>
    /// <exception cref="DiscernException">The file cannot be read, or is no classifier of pictures.</exception>
    public static ExplainedModel Open(string path, BackboneOptions options, Workers workers)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var reading = new OnnxReadOptions();
        using OnnxModel model = OnnxReader.Read(path, new OnnxReadOptions { Height = options.Size ?? reading.Height, Width = options.Size ?? reading.Width });
        (Graph graph, ClassifierEnd? end) = model.FindLogits();
        Shape input = graph.InputNode.Shape;
        if (input.Rank != 4 || input.Channels is not (1 or 3) || graph.OutputNode.Shape.Rank != 2)
        {
            throw new DiscernException(
                $"'{path}' is no classifier of pictures: it takes {input} and gives {graph.OutputNode.Shape}. Give a network that takes pictures of one or three channels and gives a number for each class.");
        }

        OnnxPreparation preparation = OnnxPreparation.Of(model, path, options.Preprocessing);
        var composition = new NetworkComposition(input.Height, input.Width, input.Channels);
        Node prepared = input.Channels == 3
            ? preparation.Preprocessing.Compose(composition, composition.Input)
            : composition.Rescale(composition.Input, [preparation.Preprocessing.Scale.Red], [preparation.Preprocessing.Shift.Red]);
        ComposedNetwork network = composition.Finish(composition.Append(prepared, graph, model.Weights));
        int outputs = checked((int)graph.OutputNode.Shape.CountPerExample);
        string[] remarks = [.. model.Remarks, .. preparation.Remark is { } remark ? new[] { remark } : []];
        if (end is null)
        {
            end = GivesProbabilities(network, workers) ? ClassifierEnd.Given
                : outputs == 1 ? ClassifierEnd.Sigmoid : ClassifierEnd.Softmax;
        }

        OnnxMetadata metadata = model.Metadata;
        IReadOnlyList<string> classes = metadata.Classes.Count == ClassifierEnds.Classes(outputs)
            ? metadata.Classes
            : [.. Enumerable.Range(0, ClassifierEnds.Classes(outputs)).Select(label => $"class {label}")];
        bool isMirrored = metadata.Properties.TryGetValue("discern.flips", out string? flips) && string.Equals(flips, "averaged", StringComparison.Ordinal);
        return new ExplainedModel(
            [new ExplainedNetwork(network.Graph, network.Weights, end.Value, isMirrored, workers)],
            classes,
            Enum.TryParse(metadata.Resize, out Fit fit) ? fit : Fit.Crop,
            CalibrationOf(metadata, path))
        {
            Remarks = remarks,
            Threshold = metadata.Threshold ?? 0.5,
        };
    }

    /// <summary>Reads a picture as the classifier sees it.</summary>
    /// <exception cref="UnreadablePictureException">It cannot be read.</exception>
    public Picture Decode(string path) =>
        PictureDecoder.Decode(path, Decoding);

    /// <summary>The class that probabilities speak for.</summary>
    public int Decide(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return Decision.Of([.. probabilities.Select(probability => (float)probability)], Threshold);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ExplainedNetwork network in networks)
        {
            network.Dispose();
        }
    }

    /// <summary>The pixels of a picture as the functions of this class take them.</summary>
    internal static float[] Pixels(Picture picture) => Array.ConvertAll(picture.Pixels, value => (float)value);

    /// <summary>The classifier with shuffled weights.</summary>
    internal ExplainedModel Shuffled(ulong seed) =>
        new([.. networks.Select(network => network.Shuffled(seed))], Classes, Fit, calibration) { Threshold = Threshold };

    /// <summary>The answers for pictures.</summary>
    /// <param name="pixels">Count × height × width × channels values from 0 to 255.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>One row per picture, one probability per class.</returns>
    internal double[][] Probabilities(ReadOnlySpan<float> pixels, int count) => Correct(Uncorrected(pixels, count));

    /// <summary>The gradients of a function of the probabilities by the pixels.</summary>
    /// <param name="pixels">The pictures.</param>
    /// <param name="count">How many.</param>
    /// <param name="probabilityGradient">From the probabilities of a picture, the gradient by them.</param>
    /// <returns>As many values as the pictures have.</returns>
    internal double[] Gradients(ReadOnlySpan<float> pixels, int count, Func<double[], double[]> probabilityGradient)
    {
        double[] result = new double[count * Values];
        for (int start = 0; start < count; start += GradientBatch)
        {
            int part = Math.Min(GradientBatch, count - start);
            double[] sums = new double[part * Classes.Count];
            foreach (ExplainedNetwork network in networks)
            {
                network.AddProbabilitiesBeforeGradient(pixels.Slice(start * Values, part * Values), part, 1.0 / networks.Count, sums);
            }

            double[][] uncorrected = [.. sums.Chunk(Classes.Count)];
            double[][] corrected = Correct(uncorrected);
            double[] gradient =
            [
                .. uncorrected.Zip(corrected).SelectMany(row => calibration.Backward(row.First, row.Second, probabilityGradient(row.Second)))
                    .Select(value => value / networks.Count),
            ];
            foreach (ExplainedNetwork network in networks)
            {
                network.AddGradient(part, gradient, result.AsSpan(start * Values, part * Values));
            }
        }

        return result;
    }

    private double[][] Correct(double[][] rows) => calibration.Method == CalibrationMethod.None
        ? rows
        : Array.ConvertAll(rows, row => Array.ConvertAll(calibration.Apply(Array.ConvertAll(row, value => (float)value)), value => (double)value));

    private double[][] Uncorrected(ReadOnlySpan<float> pixels, int count)
    {
        int classes = Classes.Count;
        double[] sums = new double[count * classes];
        int batch = networks.Min(network => network.Batch);
        for (int start = 0; start < count; start += batch)
        {
            int part = Math.Min(batch, count - start);
            foreach (ExplainedNetwork network in networks)
            {
                network.AddProbabilities(pixels.Slice(start * Values, part * Values), part, 1.0 / networks.Count, sums.AsSpan(start * classes));
            }
        }

        return [.. sums.Chunk(classes)];
    }

    // A file does not say what its numbers are. Probabilities are not negative and add up to 1, also for a picture without meaning.
    private static bool GivesProbabilities(ComposedNetwork network, Workers workers)
    {
        using var plan = new Plan(network.Graph, network.Weights, new PlanOptions { Batch = 1 }, workers);
        Span<float> pixels = plan.Input.Values;
        for (int value = 0; value < pixels.Length; value++)
        {
            pixels[value] = value * 37 % 256;
        }

        plan.Forward(1);
        float[] outputs = plan.Output.Values[..checked((int)network.Graph.OutputNode.Shape.CountPerExample)].ToArray();
        return outputs.Length > 1 && outputs.All(output => output >= 0) && Math.Abs(outputs.Sum(output => (double)output) - 1) < 1e-3;
    }

    private static Calibration CalibrationOf(OnnxMetadata metadata, string path)
    {
        if (!metadata.Properties.TryGetValue("discern.calibration", out string? stated))
        {
            return Calibration.None;
        }

        try
        {
            return JsonSerializer.Deserialize<Calibration>(stated, JsonSerializerOptions.Web) ?? Calibration.None;
        }
        catch (JsonException exception)
        {
            throw new DiscernException($"The ONNX model '{path}' states a calibration that cannot be read: {exception.Message} Export the run again.", exception);
        }
    }
}
