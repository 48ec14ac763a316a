using Discern.Balancing;
using Discern.Classifiers;
using Discern.Classifiers.Auto;
using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.FineTune;
using Discern.Classifiers.Folds;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Transfer;
using Discern.Compute.Bfloat16;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Features;
using Discern.Features.Backbones;
using Discern.Neural.Plans;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Tests.Classifiers.Transfer;

/// <summary>The recipes that stand on a pretrained body, on red and blue squares.</summary>
public sealed class TransferRecipeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TransferRecipeTests() =>
        folder.WithSquares("data/red", 20, red: 230, blue: 30).WithSquares("data/blue", 20, red: 30, blue: 230);

    private string Features => folder.In("features");

    public void Dispose() => folder.Dispose();

    [BackboneFact]
    public void ARunTellsTheClassesApartAndAnotherComputesNoFeature()
    {
        RunFolder first = Transfer("first", new TransferOptions(), out RecordingObserver observer);
        Assert.Equal([RunPhase.Features, RunPhase.Training, RunPhase.Evaluation], observer.Phases);
        Assert.Contains(observer.Remarks, remark => remark.Contains("160 passes were computed", StringComparison.Ordinal));
        Assert.Equal(1, first.Evaluation!.Test!.Accuracy.Value);
        Assert.Equal("transfer", first.Description.Recipe);
        Assert.Equal("general", first.Description.Backbone);
        Assert.Equal(4416 + 1, first.Description.Parameters.Total);
        Assert.True(first.Description.IsFinished);

        RunFolder second = Transfer("second", new TransferOptions { Threads = 1 }, out observer);
        Assert.Contains(observer.Remarks, remark => remark.Contains("all were kept from an earlier run", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllText(folder.In("first", "predictions-test.csv")), File.ReadAllText(folder.In("second", "predictions-test.csv")));
        Assert.Equal(File.ReadAllBytes(first.ModelPath), File.ReadAllBytes(second.ModelPath));
    }

    [BackboneFact]
    public void ThePredictorSaysWhatTheRunSaid()
    {
        folder.With("data/red/text.jpg", "no picture");
        foreach (TransferTop top in new[] { TransferTop.Logistic, TransferTop.Dense })
        {
            RunFolder run = Transfer($"{top}", new TransferOptions { Top = top }, out RecordingObserver observer);
            Assert.Equal("red/text.jpg", Assert.Single(run.Description.Skipped).Path);
            Assert.Contains(observer.Remarks, remark => remark.StartsWith("Left out: 'red/text.jpg'", StringComparison.Ordinal));
            AssertPredictsAsItself(run);
        }
    }

    [BackboneFact]
    public void FlipsAndDrawnVariantsAreLearntFromAndKept()
    {
        var options = new TransferOptions { HasFlips = false, Augment = 2 };
        RunFolder run = Transfer("drawn", options, out RecordingObserver observer);
        int pictures = run.Description.ClassCounts.Train.Sum();
        Assert.Contains(observer.Remarks, remark => remark.Contains($"{2 * (40 + (2 * pictures))} passes were computed", StringComparison.Ordinal));
        Assert.False(run.Description.IsFlipAveraged);
        AssertPredictsAsItself(run);
        Transfer("again", options, out observer);
        Assert.Contains(observer.Remarks, remark => remark.Contains("all were kept from an earlier run", StringComparison.Ordinal));

        RunFolder flipped = Transfer("flipped", new TransferOptions(), out _);
        Assert.True(flipped.Description.IsFlipAveraged);
        Assert.NotEqual(File.ReadAllText(folder.In("drawn", "predictions-test.csv")), File.ReadAllText(folder.In("flipped", "predictions-test.csv")));
    }

    [BackboneFact]
    public void ASamplerTouchesTrainingPicturesAlone()
    {
        Directory.EnumerateFiles(folder.In("data", "red")).Order(StringComparer.Ordinal).Take(8).ToList().ForEach(File.Delete);
        RunFolder run = Transfer("smote", new TransferOptions { Sampler = new Smote() }, out RecordingObserver observer);
        Assert.Equal("smote", run.Description.Balance);
        Assert.Equal(run.Description.ClassCounts.Train, run.Description.Resampled!.Before);
        Assert.All(run.Description.Resampled.After, count => Assert.Equal(run.Description.ClassCounts.Train.Max(), count));
        Assert.Contains(observer.Remarks, remark => remark.StartsWith("Training pictures by 'smote':", StringComparison.Ordinal));
        Assert.Equal(run.Description.ClassCounts.Train.Sum(), run.Predictions(Split.Train)!.Rows.Count);
        Assert.Equal(run.Description.ClassCounts.Train.Sum() + 1, File.ReadAllLines(folder.In("smote", "balance.csv")).Length);
        AssertPredictsAsItself(run);
        Assert.Equal(1, run.Evaluation!.Test!.Accuracy.Value);
    }

    [BackboneFact]
    public void AnEnsembleOfFoldsIsPredictedWith()
    {
        RunFolder run = RunFolder.Create(folder.In("ensemble"));
        Learning learning = (dataset, fold, observer, cancellation) =>
            new AutoRecipe().Run(dataset, new TransferOptions { FeatureFolder = Features }, fold, observer, cancellation);
        var options = new FoldOptions { Count = 3, IsEnsemble = true, FeatureFolder = Features };
        new FoldedTraining(options).Run(Data(), learning, run, new RecordingObserver(), CancellationToken.None);
        Assert.Equal("ensemble", RunFolder.Open(run.Path).Description.Recipe);
        Assert.Equal(3, run.Description.Members);
        Assert.Equal(1, run.Evaluation!.Test!.Accuracy.Value);
        Assert.Equal(1, run.Evaluation.OutOfFold!.Accuracy.Value);
        AssertPredictsAsItself(run);
    }

    [BackboneFact]
    public void AutoSaysWhatItTriedAndWhy()
    {
        RunFolder run = RunFolder.Create(folder.In("auto"));
        var observer = new RecordingObserver();
        new AutoRecipe().Run(Data(), new TransferOptions { FeatureFolder = Features }, run, observer, CancellationToken.None);
        RunChoice choice = RunFolder.Open(run.Path).Description.Choice!;
        Assert.Equal("logistic regression", Assert.Single(choice.Candidates).Name); // too few validation pictures for more
        Assert.Equal("logistic regression", choice.Winner);
        Assert.Contains(choice.Reason, observer.Remarks);
        Assert.Equal(0.5, run.Description.Threshold);
        AssertPredictsAsItself(run);
    }

    [BackboneFact]
    public void FineTuningBeginsWithTheLogisticRegressionAndIsPredictedWith()
    {
        RunFolder run = RunFolder.Create(folder.In("tuned"));
        var observer = new RecordingObserver();
        var options = new FineTuneOptions { FeatureFolder = Features, Epochs = 2, Batch = 8, Mixup = 0.2, LabelSmoothing = 0.1, Metric = TrainingMetric.Accuracy, IsLearningRateSearched = true };
        new FineTuneRecipe().Run(Data(), options, run, observer, CancellationToken.None);
        Assert.Contains(observer.Remarks, remark => remark.StartsWith("Learning rate ", StringComparison.Ordinal));
        Assert.True(File.Exists(folder.In("tuned", "learning-rates.csv")));
        Assert.Equal([1, 2], observer.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(2, run.History.Count);
        Assert.InRange(run.Description.BestEpoch!.Value, 0, 2);
        Assert.InRange(run.Description.Parameters.Trainable, 4416 + 1, run.Description.Parameters.Total / 2);
        Assert.Equal(1, run.Evaluation!.Test!.Accuracy.Value);
        AssertPredictsAsItself(run);
    }

    [BackboneFact]
    public void GroupsStayTogetherInTheFolds()
    {
        Dataset dataset = DatasetReader.Read(folder.In("data"), new DatasetOptions { GroupPattern = @"^(\d)" });
        using var workers = new Workers(1);
        using FeatureExtractor extractor = RunBackbone.Find(null).Open(Features, workers);
        var clock = new RunClock(TimeProvider.System, new RecordingObserver());
        clock.Begin(RunPhase.Features);
        using DatasetFeatures features = DatasetFeatures.Read(dataset, extractor, prepare: null, Views.Plain, clock, CancellationToken.None);
        TrainingTable table = features.TableUpTo(Split.Validation);
        StratifiedFolds folds = StratifiedFolds.Draw(table.Labels, table.Groups, 3, seed: 1);
        var foldsOfGroup = table.Groups!.Zip(folds.FoldOf.ToArray()).GroupBy(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        Assert.All(foldsOfGroup, group => Assert.Single(group.Distinct()));
    }

    [BackboneFact]
    public void ARunInBfloat16IsPredictedInBfloat16()
    {
        var told = new BackboneOptions { Precision = Precision.Bfloat16 };
        RunFolder run = Transfer("run", new TransferOptions { BackboneOptions = told }, out RecordingObserver observer);

        Assert.Equal(Amx.IsAvailable ? "bfloat16" : "float32", run.Description.Options["precision"].GetString());
        Assert.Equal(!Amx.IsAvailable, observer.Remarks.Any(remark => remark.Contains("not in bfloat16", StringComparison.Ordinal)));
        Assert.Equal(Amx.IsAvailable ? Precision.Bfloat16 : null, RunBackbone.Of(RunFolder.Open(run.Path)).Told.Precision);
        AssertPredictsAsItself(run);
    }

    [BackboneFact]
    public void OtherWeightsThanTheRunsAreRefused()
    {
        RunFolder run = Transfer("run", new TransferOptions(), out _);
        run.Save(run.Description with { BackboneIdentity = "another" });
        Assert.Contains("has other weights now", Assert.Throws<DiscernException>(() => new PicturePredictor(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownBackboneIsNamed()
    {
        var options = new TransferOptions { Backbone = "resnext", FeatureFolder = Features };
        Assert.Contains("'resnext'", Assert.Throws<DiscernException>(() => Transfer("run", options, out _)).Message, StringComparison.Ordinal);
    }

    private Dataset Data() => DatasetReader.Read(folder.In("data"));

    private RunFolder Transfer(string name, TransferOptions options, out RecordingObserver observer)
    {
        RunFolder run = RunFolder.Create(folder.In(name));
        observer = new RecordingObserver();
        new TransferRecipe().Run(Data(), options with { FeatureFolder = Features }, run, observer, CancellationToken.None);
        return run;
    }

    private static void AssertPredictsAsItself(RunFolder run)
    {
        Dataset dataset = DatasetReader.Read(run.Description.Dataset.Path);
        using var predictor = new PicturePredictor(RunFolder.Open(run.Path), threads: 1);
        PredictionTable table = predictor.Predict(dataset, dataset.Of(Split.Test), []);
        using var text = new StringWriter { NewLine = "\n" };
        table.Write(text);
        Assert.Equal(File.ReadAllText(Path.Combine(run.Path, "predictions-test.csv")), text.ToString());
    }
}
