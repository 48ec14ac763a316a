using Discern.Balancing;
using Discern.Classifiers;
using Discern.Classifiers.Balance;
using Discern.Datasets;
using Discern.Neural.Training.Distributed;
using Discern.Runs;

namespace Discern.Tests.Classifiers;

public sealed class CnnRecipeTests : IDisposable
{
    private static readonly CnnOptions Small = new() { Size = 16, Batch = 8, Epochs = 12, Augment = 1, Seed = 3, LearningRate = 5e-3 };

    private readonly TemporaryFolder folder = new();

    public CnnRecipeTests() => folder.WithSquares("data/red", 40, red: 230, blue: 30).WithSquares("data/blue", 30, red: 30, blue: 230);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RedAndBlueSquaresAreLearntToTheLast()
    {
        var observer = new RecordingObserver();
        RunDescription description = Train("run", Small, observer);
        RunFolder run = RunFolder.Open(folder.In("run"));
        Assert.Equal(1, run.Evaluation!.Test!.Accuracy.Value);
        Assert.Equal(14, run.Evaluation.Test.Count);
        Assert.Equal(12, run.History.Count);
        Assert.Equal(observer.Epochs, run.History);
        Assert.Equal([RunPhase.Data, RunPhase.Training, RunPhase.Evaluation], observer.Phases);
        Assert.Contains(observer.Progress, progress => progress is { Phase: RunPhase.Training, Done: 12 * 49, Total: 12 * 49 });
        Assert.True(description.IsFinished);
        Assert.InRange(description.BestEpoch!.Value, 1, 12);
        Assert.Equal(["blue", "red"], run.Description.Classes);
        Assert.Equal([21, 28], run.Description.ClassCounts.Train);
        Assert.Equal(49, run.Predictions(Split.Train)!.Rows.Count);
        Assert.Equal(7, run.Predictions(Split.Validation)!.Rows.Count);
        Assert.True(description.PeakMemoryBytes > 0);
        Assert.True(description.Seconds.Total >= description.Seconds.Training);
        Assert.True(File.Exists(run.ModelPath));
    }

    [Fact]
    public void AStoppedRunThatGoesOnEndsWithTheSameBits()
    {
        CnnOptions options = Small with { Epochs = 5, Mixup = 0.2, LabelSmoothing = 0.1, HasFlips = true };
        Train("whole", options, new RecordingObserver());
        var stopping = new RecordingObserver { StopAfter = 2 };
        Assert.ThrowsAny<OperationCanceledException>(() => Train("stopped", options, stopping));
        RunFolder stopped = RunFolder.Open(folder.In("stopped"));
        Assert.False(stopped.Description.IsFinished);
        Assert.Equal(2, stopped.History.Count);

        var goingOn = new RecordingObserver();
        Train("continued", options with { Continue = stopped.Path, Size = null }, goingOn);
        Assert.Equal([3, 4, 5], goingOn.Epochs.Select(epoch => epoch.Epoch));
        AssertSame("whole", "continued");
        Assert.Equal(stopped.Path, RunFolder.Open(folder.In("continued")).Description.ContinuedFrom);

        new CnnRecipe().Run(Data(), options with { Continue = stopped.Path }, stopped, new RecordingObserver(), CancellationToken.None);
        AssertSame("whole", "stopped");
    }

    [Fact]
    public void ProcessesThatTrainTogetherWriteTheRunOfOne()
    {
        CnnOptions options = Small with { Epochs = 3, Parts = 3, Mixup = 0.2 };
        File.WriteAllText(folder.In("data/red/broken.png"), "no picture");
        Train("whole", options, new RecordingObserver());
        var skipped = new int[3];
        InProcessGroup.Run(3, communicator =>
        {
            RunFolder run = communicator.Rank == 0 ? RunFolder.Create(folder.In("shared")) : RunFolder.WrittenElsewhere(folder.In("shared"));
            RunDescription description = new CnnRecipe().Run(
                Data(), options with { Communicator = communicator, Threads = 1 }, run, new RecordingObserver(), CancellationToken.None);
            skipped[communicator.Rank] = description.Skipped.Count;
        });

        AssertSame("whole", "shared");
        Assert.Equal([1, 1, 1], skipped);
    }

    [Fact]
    public void AFinishedRunGoesOnToMoreEpochs()
    {
        // A network whose learning rate stays: where it falls, the number of epochs in all decides how fast.
        CnnOptions options = Small with { Network = Networks.Hotdog };
        Train("whole", options with { Epochs = 4 }, new RecordingObserver());
        Train("first", options with { Epochs = 3 }, new RecordingObserver());
        CnnOptions more = options with { Epochs = 4, Continue = folder.In("first") };
        Train("more", more, new RecordingObserver());
        AssertSame("whole", "more");
        Assert.Contains(
            "has 3 epochs already, and 3 in all are asked for",
            Assert.Throws<DiscernException>(() => Train("none", more with { Epochs = 3 }, new RecordingObserver())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatWasStoppedAfterItsLastEpochIsJudged()
    {
        CnnOptions options = Small with { Epochs = 3 };
        Train("whole", options, new RecordingObserver());
        Train("stopped", options, new RecordingObserver());
        var stopped = RunFolder.Open(folder.In("stopped"));
        stopped.Save(stopped.Description with { IsFinished = false });
        File.Delete(folder.In("stopped", "predictions-test.csv"));
        File.Delete(stopped.ModelPath);

        RunDescription description = new CnnRecipe().Run(
            Data(), options with { Continue = stopped.Path }, stopped, new RecordingObserver(), CancellationToken.None);

        Assert.True(description.IsFinished);
        AssertSame("whole", "stopped");
    }

    [Fact]
    public void ThreadsAndMemoryDoNotChangeTheBits()
    {
        Train("many", Small with { Epochs = 2, Threads = 2 }, new RecordingObserver());
        Train("one", Small with { Epochs = 2, Threads = 1, CacheBytes = 5_000, ScratchFolder = folder.In("scratch") }, new RecordingObserver());
        AssertSame("many", "one");
    }

    [Fact]
    public void WherePicturesAreKeptDoesNotChangeTheBits()
    {
        folder.With("data/red/text.jpg", "this is no picture").With("file");
        CnnOptions options = Small with { Epochs = 3, ScratchFolder = folder.In("scratch") };
        CnnOptions beyondMemory = options with { CacheBytes = 0 };
        Assert.Equal(0, DiskBytes(Train("memory", options, new RecordingObserver())));
        Assert.Equal(71 * 16 * 16 * 3, DiskBytes(Train("disk", beyondMemory, new RecordingObserver())));
        Assert.Equal(30 * 16 * 16 * 3, DiskBytes(Train("some", beyondMemory with { DiskCacheBytes = 30 * 16 * 16 * 3 }, new RecordingObserver())));
        Assert.Equal(0, DiskBytes(Train("neither", beyondMemory with { DiskCacheBytes = 0 }, new RecordingObserver())));
        var observer = new RecordingObserver();
        RunDescription unwritable = Train("unwritable", beyondMemory with { ScratchFolder = folder.In("file") }, observer);

        Assert.All(["disk", "some", "neither", "unwritable"], run => AssertSame("memory", run));
        Assert.Empty(Directory.GetFiles(folder.In("scratch")));
        string remark = Assert.Single(unwritable.Remarks);
        Assert.StartsWith("70 of 71 pictures have room neither in memory nor on the disk", remark, StringComparison.Ordinal);
        Assert.Single(observer.Remarks, remark);
    }

    [Fact]
    public void UnreadablePicturesAreNamedAndLeftOut()
    {
        folder.With("data/red/text.jpg", "this is no picture").With("data/blue/empty.png", "");
        var observer = new RecordingObserver();
        RunDescription run = Train("run", Small with { Epochs = 1 }, observer);
        Assert.Equal(["blue/empty.png", "red/text.jpg"], run.Skipped.Select(skipped => skipped.Path));
        Assert.All(run.Skipped, skipped => Assert.NotEmpty(skipped.Reason));
        Assert.Contains(observer.Remarks, remark => remark.StartsWith("Left out: 'red/text.jpg' cannot be read: ", StringComparison.Ordinal));
        Assert.Equal(70, run.ClassCounts.Train.Concat(run.ClassCounts.Validation).Concat(run.ClassCounts.Test).Sum());
    }

    [Fact]
    public void AClassWithoutAReadablePictureIsRefused()
    {
        for (int i = 0; i < 10; i++)
        {
            folder.With($"data/green/{i}.jpg", "no picture");
        }

        Assert.Contains(
            "No picture in train of the class 'green' can be read",
            Assert.Throws<DiscernException>(() => Train("run", Small, new RecordingObserver())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void HotdogsSigmoidTellsTwoClassesApart()
    {
        RunDescription run = Train("run", Small with { Network = "hotdog", Size = 20, ClassWeights = ClassWeights.Parse("red=2,blue=1"), LearningRate = 1e-3 }, new RecordingObserver());
        Assert.Equal("class-weights", run.Balance);
        Assert.Equal(1, RunFolder.Open(folder.In("run")).Evaluation!.Test!.Accuracy.Value);
    }

    [BackboneFact]
    public void ASamplerChoosesPicturesAndTheRunSaysWhich()
    {
        CnnOptions options = Small with { Epochs = 2, Remedies = new Remedies { Sampler = Samplers.Find("undersample"), FocalGamma = 2 }, FeatureFolder = null };
        RunDescription run = Train("run", options, new RecordingObserver());
        Assert.Equal("undersample + focal", run.Balance);
        Assert.Equal([21, 28], run.Resampled!.Before);
        Assert.Equal([21, 21], run.Resampled.After);
        Assert.Equal(7, run.Resampled.Removed);
        Assert.StartsWith("Training pictures by 'undersample': 'blue' 21 → 21, 'red' 28 → 21 (7 left out).", run.Remarks[0], StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(folder.In("run", "balance.csv"));
        Assert.Equal("path,class,times,parent_of", lines[0]);
        Assert.Equal(49, lines.Length - 1);
        Assert.Equal(7, lines.Count(line => line.EndsWith(",red,0,0", StringComparison.Ordinal)));
        Assert.Equal(49, RunFolder.Open(folder.In("run")).Predictions(Split.Train)!.Rows.Count);
    }

    [Fact]
    public void BalancedBatchesAndLogitAdjustmentLearn()
    {
        Train("batches", Small with { Remedies = new Remedies { HasBalancedBatches = true } }, new RecordingObserver());
        Assert.Equal(1, RunFolder.Open(folder.In("batches")).Evaluation!.Test!.Accuracy.Value);
        RunDescription run = Train("logits", Small with { Remedies = new Remedies { LogitAdjustment = 1 } }, new RecordingObserver());
        Assert.Equal("logit-adjustment", run.Balance);
        Assert.Equal(1, RunFolder.Open(folder.In("logits")).Evaluation!.Test!.Accuracy.Value);
    }

    [Fact]
    public void ARunOfOtherClassesOrAnotherNetworkIsNotGoneOnWith()
    {
        Train("first", Small with { Epochs = 1 }, new RecordingObserver());
        CnnOptions more = Small with { Epochs = 2, Continue = folder.In("first") };
        Refuses(more with { Network = "faces" }, "another than is asked for");
        Refuses(more with { Size = 32 }, "another than is asked for");
        folder.WithSquares("data/violet", 10, red: 200, blue: 200);
        Refuses(more, "tells 'blue', 'red' apart, the data set has 'blue', 'red', 'violet'");
        RunFolder.Create(folder.In("stopped")).Save(RunFolder.Open(folder.In("first")).Description);
        Refuses(more with { Continue = folder.In("stopped") }, "there is nothing to go on from");
    }

    [Fact]
    public void AnotherDataSetIsTold()
    {
        Train("first", Small with { Epochs = 1 }, new RecordingObserver());
        folder.WithSquares("data/red", 41, red: 220, blue: 30);
        var observer = new RecordingObserver();
        Train("second", Small with { Epochs = 2, Seed = 4, Continue = folder.In("first") }, observer);
        Assert.Contains(observer.Remarks, remark => remark.StartsWith("The data set is not the same", StringComparison.Ordinal));
        Assert.Contains(observer.Remarks, remark => remark.StartsWith("The run began with seed 3", StringComparison.Ordinal));
    }

    private Dataset Data() => DatasetReader.Read(folder.In("data"));

    private RunDescription Train(string name, CnnOptions options, RecordingObserver observer) =>
        new CnnRecipe().Run(Data(), options, RunFolder.Create(folder.In(name)), observer, observer.Stop.Token);

    private static long DiskBytes(RunDescription run) => run.Options["diskCacheBytes"].GetInt64();

    private void Refuses(CnnOptions options, string sentence) => Assert.Contains(
        sentence,
        Assert.Throws<DiscernException>(() => Train(Guid.NewGuid().ToString(), options, new RecordingObserver())).Message,
        StringComparison.Ordinal);

    private void AssertSame(string left, string right)
    {
        Assert.Equal(File.ReadAllBytes(folder.In(left, "model.safetensors")), File.ReadAllBytes(folder.In(right, "model.safetensors")));
        Assert.Equal(File.ReadAllText(folder.In(left, "predictions-test.csv")), File.ReadAllText(folder.In(right, "predictions-test.csv")));
        Assert.Equal(
            RunFolder.Open(folder.In(left)).History.Select(epoch => epoch with { Seconds = 0 }),
            RunFolder.Open(folder.In(right)).History.Select(epoch => epoch with { Seconds = 0 }));
    }
}
