using Discern.Classifiers;
using Discern.Classifiers.Exporting;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation.Calibrating;
using Discern.Explaining;
using Discern.Explaining.Drawing;
using Discern.Features.Backbones;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Runs;
using Discern.Tests.Classifiers;
using Discern.Tests.Shared;

namespace Discern.Tests.Explaining;

public sealed class ExplainedModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Workers workers = new(2);

    public void Dispose()
    {
        folder.Dispose();
        workers.Dispose();
    }

    [Fact]
    public void A_run_its_export_and_predict_say_the_same()
    {
        folder.WithSquares("data/red", 20, red: 230, blue: 30).WithSquares("data/blue", 20, red: 30, blue: 230).WithSquares("new", 3, red: 130, blue: 135);
        RunFolder run = RunFolder.Create(folder.In("run"));
        new CnnRecipe().Run(
            DatasetReader.Read(folder.In("data")), new CnnOptions { Size = 16, Batch = 8, Epochs = 3, LearningRate = 5e-3 }, run, new RecordingObserver(), CancellationToken.None);
        run.Save(run.Description with { IsFlipAveraged = true, Calibration = new() { Method = CalibrationMethod.Temperature, Temperature = 2 } });
        string onnx = folder.In("model.onnx");
        using (var exporter = new ModelExporter(run))
        {
            exporter.Write(onnx);
        }

        string[] paths = [.. Enumerable.Range(0, 3).Select(index => folder.In("new", $"{index}.png"))];
        using var predictor = new PicturePredictor(run, threads: 1);
        using ExplainedModel own = ExplainedModel.Open(run, workers);
        using ExplainedModel read = ExplainedModel.Open(onnx, new BackboneOptions(), workers);
        Assert.Equal(["blue", "red"], read.Classes);
        foreach (PicturePrediction prediction in predictor.Predict(paths))
        {
            foreach (ExplainedModel model in (ExplainedModel[])[own, read])
            {
                double[] answer = model.Probabilities(ExplainedModel.Pixels(model.Decode(prediction.Path)), 1)[0];
                Assert.Equal(prediction.Probabilities[1], answer[1], 1e-4);
                Assert.Equal(prediction.Label, model.Decide(answer));
            }
        }
    }

    [Theory]
    [InlineData(3, 3, false)]
    [InlineData(3, 3, true)]
    [InlineData(1, 2, true)]
    public void A_foreign_network_is_explained_whether_it_ends_in_softmax_or_not(int channels, int classes, bool hasSoftmax)
    {
        string path = Foreign(channels, classes, hasSoftmax);
        using ExplainedModel model = ExplainedModel.Open(path, new BackboneOptions(), workers);
        Assert.Equal([.. Enumerable.Range(0, classes).Select(label => $"class {label}")], model.Classes);
        Assert.Contains(model.Remarks, remark => remark.Contains("does not say how pixels are prepared", StringComparison.Ordinal));
        foreach (ExplanationMethod method in (ExplanationMethod[])[ExplanationMethod.Shap, ExplanationMethod.Occlusion, ExplanationMethod.GradCam, ExplanationMethod.HiResCam])
        {
            using var explainer = new Explainer(model, new ExplanationOptions { Method = method, Evaluations = 40 });
            Explanation explanation = explainer.Explain("noise", TinyModels.Noise(16, 2, channels), progress: null, CancellationToken.None);
            Assert.Equal(1, explanation.Probabilities.Sum(), 1e-6);
            Assert.Equal(classes, explanation.Maps.Count);
            Assert.All(explanation.Maps, map => Assert.Equal(16 * 16, map.Values.Count));
            Assert.All(explanation.Maps.Where(map => map.Gap is not null), map => Assert.InRange(Math.Abs(map.Gap!.Value), 0, 1e-3));
        }
    }

    [Fact]
    public void What_is_no_classifier_of_pictures_is_refused()
    {
        Node input = Graph.Input(5);
        var graph = new Graph(input, input.Dense(2));
        using Weights weights = Weights.Initialize(graph, 1);
        OnnxWriter.Write(graph, weights, new OnnxMetadata(), folder.In("vectors.onnx"));
        Assert.Contains(
            "is no classifier of pictures",
            Assert.Throws<DiscernException>(() => ExplainedModel.Open(folder.In("vectors.onnx"), new BackboneOptions(), workers)).Message,
            StringComparison.Ordinal);
    }

    [SharedFact("datasets/hostile")]
    public void Hostile_pictures_are_explained()
    {
        string[] names = ["baboon.pgm", "huge_7060x7577__00000343.jpg", "EXIF-orient_6__00000004.jpg", "PNG_RGBA_png__result.png", "marbles.pbm", "giphy.gif"];
        using ExplainedModel model = ExplainedModel.Open(Foreign(3, 3, hasSoftmax: true), new BackboneOptions(), workers);
        using var explainer = new Explainer(model, new ExplanationOptions { Evaluations = 20 });
        foreach (string name in names)
        {
            Explanation explanation = explainer.Explain(SharedFiles.Find($"datasets/hostile/{name}")!);
            byte[] drawing = ExplanationPanels.Png(ExplainedPicture.Of(explanation, model));
            Assert.True(PictureDecoder.Decode(drawing, name, new DecodeOptions()).Width > 4 * 224);
        }

        Assert.Throws<UnreadablePictureException>(() => explainer.Explain(SharedFiles.Find("datasets/hostile/truncated_half.jpg")!));
    }

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(300, 1, 1)]
    public void Tiny_and_grey_pictures_are_explained(int width, int height, int channels)
    {
        File.WriteAllBytes(folder.In("tiny <&>\u0001.png"), PictureEncoder.Png(new Picture(width, height, channels, new byte[width * height * channels])));
        using ExplainedModel model = ExplainedModel.Open(Foreign(3, 2, hasSoftmax: true), new BackboneOptions(), workers);
        using var explainer = new Explainer(model, new ExplanationOptions { Evaluations = 20 });
        var kept = new ExplanationFolder(folder.In("kept"));
        string drawing = kept.Save(ExplainedPicture.Of(explainer.Explain(folder.In("tiny <&>\u0001.png")), model));
        Assert.True(PictureDecoder.Decode(drawing, new DecodeOptions()).Width > 3 * 224);
        Assert.Equal("tiny <&>\u0001.png", Assert.Single(kept.Pictures()).Name);
    }

    /// <summary>A network as other programs write them: no classes, no preprocessing told.</summary>
    private string Foreign(int channels, int classes, bool hasSoftmax)
    {
        Node input = Graph.Input(16, 16, channels);
        Node logits = input.Convolution(6, 3).Relu().MaxPool(2).Convolution(8, 3).Relu().GlobalAveragePool().Dense(classes);
        var graph = new Graph(input, hasSoftmax ? logits.Softmax() : logits);
        using Weights weights = Weights.Initialize(graph, seed: 3);
        string path = folder.In($"foreign-{channels}-{classes}-{hasSoftmax}.onnx");
        OnnxWriter.Write(graph, weights, new OnnxMetadata(), path);
        return path;
    }
}
