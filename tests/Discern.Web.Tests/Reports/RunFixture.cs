using System.Text.Json;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Imaging;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Web.Tests.Reports;

/// <summary>A small finished run on disk with its pictures: red and blue ones, of which one is missing and two are mistaken.</summary>
internal sealed class RunFixture : IDisposable
{
    public const string Red = "<b>красный</b>";
    public const string Blue = "blue";

    private readonly TemporaryFolder _folder = new();

    public RunFixture()
    {
        Directory.CreateDirectory(_folder.In("data"));
        Run = RunFolder.Create(_folder.In("runs", "2026-11-21-colours"));
        Run.Save(Description(_folder.In("data")));
        Run.Save((IReadOnlyList<EpochResult>)[new(1, 0.7, 0.5, 0.6, 0.6, 1e-3, 2), new(2, 0.4, 0.8, 0.5, 0.7, 1e-3, 2)]);
        var table = Predictions();
        Run.Save(Split.Test, table);
        var evaluation = Evaluator.Evaluate(table, new EvaluationOptions { Draws = 200 });
        Run.Save(new EvaluationDocument { Test = evaluation, Train = evaluation });
    }

    public RunFolder Run { get; }

    public void Dispose() => _folder.Dispose();

    public static RunDescription Description(string data) => new()
    {
        Recipe = "cnn",
        Version = "0.1.0",
        CreatedAt = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero),
        IsFinished = true,
        Network = "default",
        Size = 16,
        Channels = 3,
        Layers =
        [
            new LayerDescription("convolution") { Filters = 4, Kernel = 3 },
            new LayerDescription("relu"),
            new LayerDescription("flatten"),
            new LayerDescription("dense") { Units = 2 },
        ],
        Balance = "none",
        Seed = 1,
        Options = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["classWeights"] = JsonSerializer.SerializeToElement("balanced") },
        Parameters = new ParameterCount(1682, 1682),
        Classes = [Red, Blue],
        ClassCounts = new Discern.Runs.SplitCounts([20, 60], [0, 0], [6, 14]),
        Dataset = new DatasetDescription(data, "sha256:00", ["The class 'blue' is three times as large as the other."]),
        Skipped = [new SkippedPicture("red/<i>broken</i>.jpg", "The file is empty.")],
        BestEpoch = 2,
        Seconds = new PhaseSeconds(5, 1, 0, 3, 1),
        PeakMemoryBytes = 123_000_000,
        Threads = 2,
        VectorPath = "AVX-512",
        Machine = new Machine("A processor", 2, 8_000_000_000, "An operating system", "A runtime"),
    };

    private PredictionTable Predictions()
    {
        var rows = new List<Prediction>();
        for (var i = 0; i < 20; i++)
        {
            var label = i < 6 ? 0 : 1;
            var predicted = i is 0 or 6 ? 1 - label : label;
            var sureness = 0.6f + 0.01f * i;
            var path = $"{(label == 0 ? "red" : "blue")}-{i:00}.png";
            rows.Add(new Prediction(path, label, predicted, predicted == 0 ? [sureness, 1 - sureness] : [1 - sureness, sureness]));
            if (i != 6)
            {
                var pixels = Enumerable.Range(0, 20 * 20 * 3).Select(p => (byte)(p % 3 == (label == 0 ? 0 : 2) ? 220 : 30)).ToArray();
                File.WriteAllBytes(_folder.In("data", path), PictureEncoder.Png(new Picture(20, 20, 3, pixels)));
            }
        }

        return new PredictionTable([Red, Blue], rows);
    }
}
