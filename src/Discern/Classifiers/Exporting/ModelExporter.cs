using System.Globalization;
using System.Text.Json;
using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Evaluation.Calibrating;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Runs;

namespace Discern.Classifiers.Exporting;

/// <summary>Writes the classifier of a run as one ONNX model, from pixels to probabilities, for ONNX Runtime in any language.</summary>
/// <remarks>
/// Everything behind the resizing is inside: preparation of pixels, pretrained bodies, their features side by side and scaled, the
/// top, softmax or sigmoid, and the threshold. How a picture is brought to the input's size stands in the metadata, and so does
/// whether the run answers with the mean of a picture and its mirror image: the model looks once, its caller may look twice.
/// </remarks>
/// <example><code>
/// using var exporter = new ModelExporter(RunFolder.Open("runs/first"));
/// exporter.Write("model.onnx");
/// </code></example>
public sealed class ModelExporter : IDisposable
{
    private readonly RunDescription run;
    private readonly ComposedNetwork network;

    /// <summary>Puts the classifier of a run together.</summary>
    /// <param name="run">The run; it has a model.</param>
    /// <exception cref="DiscernException">The run has no model yet, what it is made of is not there any more, or it cannot be one network.</exception>
    public ModelExporter(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        this.run = run.Description;
        using var workers = new Workers(1);
        using IPictureModel model = Model.Open(run, workers);
        network = model.Compose();
        Shape input = network.Graph.InputNode.Shape;
        Contents = new ExportedModel(
            input.Width,
            input.Channels,
            model.Fit,
            this.run.Classes,
            this.run.Classes.Count == 2 ? Outside.Inverse(this.run.Threshold) : null,
            this.run.IsFlipAveraged,
            Outside,
            network.Graph.ParameterCount);
    }

    /// <summary>What the model takes and gives.</summary>
    public ExportedModel Contents { get; }

    /// <summary>Writes the model.</summary>
    /// <param name="path">The file; its folder exists. One of that name is replaced.</param>
    /// <exception cref="DiscernException">The file cannot be written, or the network is too large for the format.</exception>
    public void Write(string path) => OnnxWriter.Write(network.Graph, network.Weights, Metadata(), path);

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    // A temperature is a factor on the logits. A mean of two looks is corrected after it is taken, and a curve is for its caller to apply.
    private bool IsTemperatureInside => run is { Calibration.Method: CalibrationMethod.Temperature, IsFlipAveraged: false };

    private Calibration Outside => IsTemperatureInside ? Calibration.None : run.Calibration;

    private OnnxMetadata Metadata()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["discern.size"] = Contents.Size.ToString(CultureInfo.InvariantCulture),
            ["discern.colour"] = Contents.Channels == 1 ? "grey" : "rgb",
            ["discern.flips"] = Contents.IsFlipAveraged ? "averaged" : "none",
            ["discern.recipe"] = run.Recipe,
            ["discern.version"] = run.Version,
        };
        if (run.Backbone is { } backbone)
        {
            // A file of the user's own by its name: where it lies on this machine is nobody's business.
            properties["discern.backbone"] = Path.GetFileName(backbone);
        }

        if (run.Calibration.Method != CalibrationMethod.None)
        {
            properties["discern.calibration"] = JsonSerializer.Serialize(run.Calibration, JsonSerializerOptions.Web);
            properties["discern.calibrated"] = IsTemperatureInside ? "inside" : "outside";
        }

        return new OnnxMetadata
        {
            Classes = Contents.Classes,
            Threshold = Contents.Threshold,
            Temperature = IsTemperatureInside ? run.Calibration.Temperature : null,
            Resize = Contents.Fit.ToString(),
            Preprocessing = new OnnxPreprocessing { Scale = 1 }, // pixels go in as they are: the network itself prepares them
            Properties = properties,
        };
    }
}
