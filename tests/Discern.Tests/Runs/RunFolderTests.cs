using System.Text.Json;
using System.Text.Json.Nodes;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void WhatIsSavedIsReadAgain()
    {
        RunFolder run = RunFolder.Create(folder.In("runs", "first"));
        RunDescription description = Description();
        run.Save(description);
        var history = new List<EpochResult> { new(1, 0.7, 0.5, null, null, 0.001, 1.5), new(2, 0.1 + 0.2, 0.75, 0.6, 1.0 / 3, 1e-7, 1.25) };
        run.Save(history);
        var table = new PredictionTable(["кошка", "<b>"], [new Prediction("a/1.jpg", 0, 1, [0.25f, 0.75f])]);
        run.Save(Split.Validation, table);

        RunFolder opened = RunFolder.Open(run.Path);
        Assert.Equivalent(description with { Options = opened.Description.Options }, opened.Description, strict: true);
        Assert.Equal("0.25", opened.Description.Options["rate"].GetRawText());
        Assert.Equal(history, opened.History);
        Assert.Equivalent(table, opened.Predictions(Split.Validation), strict: true);
        Assert.Null(opened.Predictions(Split.Test));
        Assert.Null(opened.Evaluation);
        Assert.Equal(["history.csv", "predictions-validation.csv", "run.json"], Directory.EnumerateFiles(run.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheDescriptionIsCamelCaseAndReadable()
    {
        RunFolder run = RunFolder.Create(folder.In("run"));
        run.Save(Description());
        string json = File.ReadAllText(folder.In("run", "run.json"));
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal(92868, document.RootElement.GetProperty("parameters").GetProperty("total").GetInt64());
        Assert.Equal(12.5, document.RootElement.GetProperty("seconds").GetProperty("total").GetDouble());
        Assert.Equal("AVX2", document.RootElement.GetProperty("vectorPath").GetString());
        Assert.Equal(1024, document.RootElement.GetProperty("peakMemoryBytes").GetInt64());
        Assert.Contains("кошка", json, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", json, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHistoryHasTheColumnsOfTheDesign()
    {
        RunFolder run = RunFolder.Create(folder.In("run"));
        run.Save([new EpochResult(1, 0.5, 0.25, null, null, 0.001, 2)]);
        Assert.Equal(
            "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds\n1,0.5,0.25,,,0.001,2\n",
            File.ReadAllText(folder.In("run", "history.csv")));
    }

    [Fact]
    public void ANewRunNeverTakesAnOldOnesPlace()
    {
        RunFolder.Create(folder.In("run"));
        Assert.Contains("is there already", Assert.Throws<DiscernException>(() => RunFolder.Create(folder.In("run"))).Message, StringComparison.Ordinal);
        folder.With("file");
        Assert.Throws<DiscernException>(() => RunFolder.Create(folder.In("file")));
        Assert.Contains("cannot be made", Assert.Throws<DiscernException>(() => RunFolder.Create(folder.In("file", "run"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoRunIsRefused()
    {
        Assert.Contains("There is no folder", Assert.Throws<DiscernException>(() => RunFolder.Open(folder.In("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no run.json", Assert.Throws<DiscernException>(() => RunFolder.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "at line 1")]
    [InlineData("null", "null")]
    [InlineData("{\n\"recipe\": 7}", "at line 2")]
    [InlineData("{}", "recipe")]
    [InlineData("{\n\n\"recipe\": \"cnn\",}", "at line 3")]
    public void AMalformedDescriptionIsRefused(string json, string part)
    {
        folder.With("run.json", json);
        string message = Assert.Throws<DiscernException>(() => RunFolder.Open(folder.Path)).Message;
        Assert.Contains("run.json' is malformed", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threshold")]
    [InlineData("calibration")]
    [InlineData("options")]
    [InlineData("remarks")]
    [InlineData("skipped")]
    public void ADescriptionThatLacksWhatEveryRunHasIsRefused(string name)
    {
        RunFolder run = RunFolder.Create(folder.In("run"));
        run.Save(Description());
        var json = JsonNode.Parse(File.ReadAllText(folder.In("run", "run.json")))!.AsObject();
        Assert.True(json.Remove(name));
        folder.With("run/run.json", json.ToJsonString());
        Assert.Contains($"'{name}'", Assert.Throws<DiscernException>(() => RunFolder.Open(run.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epoch,loss\n1,2\n", "at line 1: the column 'accuracy' is missing")]
    [InlineData("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds\n1,0.5,0.5,,,0.1,1\n2,x,0.5,,,0.1,1\n", "at line 3: 'loss' is not a number")]
    [InlineData("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds\n1.5,0.5,0.5,,,0.1,1\n", "at line 2: 'epoch' is not a whole number")]
    [InlineData("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds\n1,0.5,0.5\n", "at line 2")]
    public void AMalformedHistoryIsRefusedWithItsLine(string csv, string part)
    {
        RunFolder run = RunFolder.Create(folder.In("run"));
        folder.With("run/history.csv", csv);
        Assert.Contains(part, Assert.Throws<DiscernException>(() => run.History).Message, StringComparison.Ordinal);
    }

    internal static RunDescription Description() => new()
    {
        Recipe = "cnn",
        Version = "0.1.0",
        CreatedAt = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
        IsFinished = true,
        Network = "faces",
        Size = 64,
        Channels = 1,
        Layers = [new LayerDescription("convolution") { Filters = 32, Kernel = 3 }, new LayerDescription("dropout") { Rate = 0.5f }],
        Balance = "none",
        Seed = ulong.MaxValue,
        Options = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["rate"] = JsonDocument.Parse("0.25").RootElement },
        Parameters = new ParameterCount(92868, 92868),
        Classes = ["кошка", "<b>"],
        ClassCounts = new SplitCounts([7, 7], [1, 1], [2, 2]),
        Dataset = new DatasetDescription("/data", "00ff", ["A remark."]),
        Skipped = [new SkippedPicture("a/x.jpg", "It is text.")],
        BestEpoch = 2,
        Seconds = new PhaseSeconds(12.5, 1, 0, 10, 1),
        PeakMemoryBytes = 1024,
        Threads = 2,
        VectorPath = "AVX2",
        Machine = new Machine("A processor", 2, 4096, "An operating system", ".NET"),
    };
}
