using Discern.Classifiers.Auto;
using Discern.Classifiers.Exporting;
using Discern.Classifiers.FineTune;
using Discern.Classifiers.Transfer;
using Discern.Classifiers;
using Discern.Datasets;
using Discern.Evaluation.Calibrating;
using Discern.Imaging;
using Discern.Neural.Onnx;
using Discern.Runs;
using Discern.Tests.Shared;

namespace Discern.Tests.Classifiers.Exporting;

/// <summary>A run of every recipe as one ONNX model, held against our own engine on the same pixels in both of ONNX Runtime's packages.</summary>
public sealed class ModelExporterTests : IDisposable
{
    private const int Pictures = 4;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ExportTheory]
    [InlineData("cnn", 2)]
    [InlineData("cnn with one logit", 2)]
    [InlineData("cnn over grey pictures", 3)]
    [InlineData("cnn with a temperature", 2)]
    [InlineData("cnn with a temperature", 3)]
    [InlineData("transfer", 2)]
    [InlineData("transfer", 3)]
    [InlineData("transfer with a dense top", 3)]
    [InlineData("auto", 2)]
    [InlineData("fine-tune", 2)]
    public void The_model_of_a_run_says_what_the_run_says(string recipe, int classes)
    {
        RunFolder run = Train(recipe, classes);
        // Between the classes, where probabilities are far from 0 and 1 and would show a difference.
        folder.WithSquares("new", Pictures, red: 130, blue: 135);
        string[] paths = [.. Enumerable.Range(0, Pictures).Select(index => folder.In("new", $"{index}.png"))];
        using var predictor = new PicturePredictor(run, threads: 1);
        PicturePrediction[] expected = [.. predictor.Predict(paths)];

        using var exporter = new ModelExporter(run);
        ExportedModel contents = exporter.Contents;
        // As docs/export.md says: where the run averages a picture with its mirror image, the model is given both.
        int views = contents.IsFlipAveraged ? 2 : 1;
        Assert.Equal(!recipe.StartsWith("cnn", StringComparison.Ordinal), contents.IsFlipAveraged);
        float[] pixels = [.. paths.SelectMany(path => Views(path, contents)).SelectMany(view => view)];
        var job = new OnnxRuntime.Job(run.OnnxPath, [Pictures * views, contents.Size, contents.Size, contents.Channels], pixels);
        foreach (string package in (string[])["onnxruntime-node", "onnxruntime-web"])
        {
            Dictionary<string, OnnxRuntime.Output> answer = OnnxRuntime.Run(package, job)[0];
            float[] given = answer["probabilities"].Values;
            Assert.Equal(Pictures * views * classes, given.Length);
            float[] probabilities = [.. given.Chunk(views * classes).SelectMany(picture =>
                Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, views).Average(view => picture[(view * classes) + label])))];
            for (int index = 0; index < probabilities.Length; index++)
            {
                float own = expected[index / classes].Probabilities[index % classes];
                Assert.True(Math.Abs(own - probabilities[index]) <= 1e-4, $"{package}: probability {index} is {probabilities[index]}, and ours {own}.");
            }

            if (views == 1)
            {
                Assert.Equal(expected.Select(each => (float)each.Label!.Value), answer["label"].Values);
            }
        }
    }

    [Fact]
    public void What_a_program_must_know_stands_in_the_metadata()
    {
        RunFolder run = Train("cnn", 2);
        run.Save(run.Description with { Threshold = 0.3 });
        string path = folder.In("again.onnx");
        using (var exporter = new ModelExporter(run))
        {
            exporter.Write(path);
            Assert.Equal((16, 3, Fit.Squash, 0.3), (exporter.Contents.Size, exporter.Contents.Channels, exporter.Contents.Fit, exporter.Contents.Threshold));
        }

        using OnnxModel model = OnnxReader.Read(path);
        Assert.Equal(["blue", "red"], model.Metadata.Classes);
        Assert.Equal(0.3, model.Metadata.Threshold);
        Assert.Equal("Squash", model.Metadata.Resize);
        Assert.Equal(1, model.Metadata.Preprocessing!.Scale);
        Assert.Equal("16", model.Metadata.Properties["discern.size"]);
        Assert.Equal("rgb", model.Metadata.Properties["discern.colour"]);
        Assert.Equal("cnn", model.Metadata.Properties["discern.recipe"]);
    }

    [Fact]
    public void A_temperature_is_inside_and_says_so()
    {
        RunFolder run = Train("cnn", 2);
        run.Save(run.Description with { Threshold = 0.3, IsFlipAveraged = false, Calibration = new() { Method = CalibrationMethod.Temperature, Temperature = 2 } });
        OnnxMetadata metadata = Export(run);

        Assert.Equal(0.3, metadata.Threshold!.Value, 1e-12);
        Assert.Equal("inside", metadata.Properties["discern.calibrated"]);
    }

    [Fact]
    public void What_comes_after_a_mean_is_for_the_caller_and_the_threshold_is_before_it()
    {
        RunFolder run = Train("cnn", 2);
        run.Save(run.Description with { Threshold = 0.2, IsFlipAveraged = true, Calibration = new() { Method = CalibrationMethod.Temperature, Temperature = 2 } });
        OnnxMetadata metadata = Export(run);

        Assert.Equal(1 / 17.0, metadata.Threshold!.Value, 1e-12); // odds of 1 : 4, squared
        Assert.Equal("outside", metadata.Properties["discern.calibrated"]);
        Assert.Contains("\"temperature\":2", metadata.Properties["discern.calibration"], StringComparison.Ordinal);
    }

    private OnnxMetadata Export(RunFolder run)
    {
        string path = folder.In("calibrated.onnx");
        using (var exporter = new ModelExporter(run))
        {
            exporter.Write(path);
        }

        using OnnxModel model = OnnxReader.Read(path);
        return model.Metadata;
    }

    [Fact]
    public void A_run_without_a_model_is_named()
    {
        RunFolder run = Train("cnn", 2);
        File.Delete(run.ModelPath);
        Assert.Contains("has no model yet", Assert.Throws<DiscernException>(() => new ModelExporter(run)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<float[]> Views(string path, ExportedModel model)
    {
        byte[] pixels = PictureDecoder
            .Decode(path, new DecodeOptions { Width = model.Size, Height = model.Size, Grey = model.Channels == 1, Fit = model.Fit })
            .Pixels.ToArray();
        yield return [.. pixels.Select(value => (float)value)];
        if (model.IsFlipAveraged)
        {
            yield return [.. pixels.Chunk(model.Size * model.Channels).SelectMany(row => row.Chunk(model.Channels).Reverse()).SelectMany(pixel => pixel).Select(value => (float)value)];
        }
    }

    private RunFolder Train(string recipe, int classes)
    {
        folder.WithSquares("data/red", 20, red: 230, blue: 30).WithSquares("data/blue", 20, red: 30, blue: 230);
        if (classes == 3)
        {
            folder.WithSquares("data/purple", 20, red: 200, blue: 200);
        }

        Dataset data = DatasetReader.Read(folder.In("data"));
        RunFolder run = RunFolder.Create(folder.In("run"));
        var observer = new RecordingObserver();
        var cnn = new CnnOptions { Size = 16, Batch = 8, Epochs = 3, LearningRate = 5e-3 };
        var transfer = new TransferOptions { FeatureFolder = folder.In("features") };
        _ = recipe switch
        {
            "cnn" => new CnnRecipe().Run(data, cnn, run, observer, CancellationToken.None),
            "cnn with a temperature" => Calibrate(new CnnRecipe().Run(data, cnn, run, observer, CancellationToken.None), run),
            "cnn with one logit" => new CnnRecipe().Run(data, cnn with { Network = Networks.Hotdog, Size = 24 }, run, observer, CancellationToken.None),
            "cnn over grey pictures" => new CnnRecipe().Run(data, cnn with { Network = Networks.Faces, Size = 32 }, run, observer, CancellationToken.None),
            "transfer" => new TransferRecipe().Run(data, transfer, run, observer, CancellationToken.None),
            "transfer with a dense top" => new TransferRecipe().Run(data, transfer with { Top = TransferTop.Dense }, run, observer, CancellationToken.None),
            "auto" => new AutoRecipe().Run(data, transfer, run, observer, CancellationToken.None),
            _ => new FineTuneRecipe().Run(data, new FineTuneOptions { FeatureFolder = folder.In("features"), Epochs = 2, Batch = 8 }, run, observer, CancellationToken.None),
        };
        Assert.DoesNotContain(observer.Remarks, remark => remark.Contains("no model.onnx", StringComparison.Ordinal));
        return run;
    }

    private static RunDescription Calibrate(RunDescription description, RunFolder run)
    {
        RunDescription calibrated = description with { Threshold = 0.4, Calibration = new() { Method = CalibrationMethod.Temperature, Temperature = 2.5 } };
        run.Save(calibrated);
        using var exporter = new ModelExporter(run);
        exporter.Write(run.OnnxPath);
        return calibrated;
    }
}
