using Discern.Classifiers;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Tests.Classifiers;

public sealed class PicturePredictorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RunFolder run;

    public PicturePredictorTests()
    {
        folder.WithSquares("data/red", 40, red: 230, blue: 30).WithSquares("data/blue", 40, red: 30, blue: 230);
        run = RunFolder.Create(folder.In("run"));
        new CnnRecipe().Run(
            DatasetReader.Read(folder.In("data")),
            new CnnOptions { Size = 16, Batch = 8, Epochs = 4, LearningRate = 5e-3 },
            run,
            new RecordingObserver(),
            CancellationToken.None);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ResultsComeInOrderWithFailuresNamed()
    {
        folder.With("data/red/text.jpg", "no picture");
        string[] paths = [folder.In("data", "red", "text.jpg"), .. Enumerable.Range(0, 40).Select(i => folder.In("data", i % 2 == 0 ? "red" : "blue", $"{i}.png")), folder.In("gone.jpg")];
        using var predictor = new PicturePredictor(run);
        List<PicturePrediction> predictions = [.. predictor.Predict(paths)];
        Assert.Equal(paths, predictions.Select(prediction => prediction.Path));
        Assert.NotNull(predictions[0].Failure);
        Assert.Null(predictions[0].Label);
        Assert.NotNull(predictions[^1].Failure);
        Assert.All(predictions[1..^1], prediction =>
        {
            Assert.Null(prediction.Failure);
            Assert.Equal(1, prediction.Probabilities.Sum(), 1e-5);
            Assert.InRange(prediction.Label!.Value, 0, 1);
        });
    }

    [Fact]
    public void ItSaysWhatTheRunSaid()
    {
        Dataset dataset = DatasetReader.Read(folder.In("data"));
        using var predictor = new PicturePredictor(RunFolder.Open(run.Path), threads: 1);
        var skipped = new List<SkippedPicture>();
        PredictionTable table = predictor.Predict(dataset, dataset.Of(Split.Test), skipped);
        Assert.Empty(skipped);
        Assert.Equal(File.ReadAllText(folder.In("run", "predictions-test.csv")), Text(table));
    }

    [Fact]
    public void AClassThatTheRunDoesNotKnowIsNamed()
    {
        folder.WithSquares("data/green", 10, red: 100, blue: 100);
        Dataset dataset = DatasetReader.Read(folder.In("data"));
        using var predictor = new PicturePredictor(run);
        Assert.Contains(
            "has the class 'green', which the run does not know",
            Assert.Throws<DiscernException>(() => predictor.Predict(dataset, dataset.Examples, [])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWithoutAModelIsNamed()
    {
        File.Delete(run.ModelPath);
        Assert.Contains("has no model yet", Assert.Throws<DiscernException>(() => new PicturePredictor(run)).Message, StringComparison.Ordinal);
    }

    private static string Text(PredictionTable table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        table.Write(text);
        return text.ToString();
    }
}
