using System.Text.Json;
using Discern.Balancing;
using Discern.Classifiers;
using Discern.Classifiers.Logistic;
using Discern.Comparing;
using Discern.Comparing.Remedies;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Tests.Classifiers;
using Discern.Tests.Classifiers.Logistic;

namespace Discern.Tests.Comparing.Remedies;

/// <summary>Remedies on tables of features, and on small pictures.</summary>
public sealed class RemedyComparerTests : IDisposable
{
    private const int Many = 160;
    private const int Few = 24;

    private readonly Tables tables = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Each_remedy_is_held_against_the_first_on_the_same_folds()
    {
        Comparison comparison = Compare("none,class-weights,smote,near-miss,threshold,tomek");

        Assert.Equal(["none", "class-weights", "smote", "near-miss", "threshold", "tomek"], comparison.Contenders.Select(contender => contender.Name));
        Assert.Equal(("none", "few", ComparedMetric.F1, 184), (comparison.Reference, comparison.RareClass, comparison.Metric, comparison.Pictures));
        Contender none = comparison.Contenders[0];
        Assert.Equal(ComparisonOutcome.Reference, none.Outcome);
        Assert.All(comparison.Contenders, contender => Assert.Equal(10, contender.Of(ComparedMetric.F1)!.Folds!.Count));
        foreach (Contender contender in comparison.Contenders.Skip(1))
        {
            MetricComparison f1 = contender.Of(ComparedMetric.F1)!;
            Assert.Equal(f1.Value.Value - none.Of(ComparedMetric.F1)!.Value.Value, f1.Difference!.Value, 1e-12);
            Assert.True(f1.AdjustedPValue >= f1.PValue);
            Assert.StartsWith($"{contender.Name}: F1 0.", contender.Sentence, StringComparison.Ordinal);
        }

        // The threshold is moved and nothing else: at its own threshold the reference is the same classifier.
        Contender threshold = comparison.Contenders[4];
        Assert.Equal(none.OfOwnThreshold(ComparedMetric.F1)!.Folds, threshold.Of(ComparedMetric.F1)!.Folds);
        Assert.Equal(ComparisonOutcome.Same, threshold.OutcomeAtOwnThreshold);
        Assert.NotEmpty(comparison.Verdict);
    }

    [Fact]
    public void What_a_remedy_reaches_does_not_depend_on_what_it_is_compared_with_nor_on_threads()
    {
        IReadOnlyList<double> FoldsOf(Comparison comparison, string name) => comparison.Contenders.Single(each => each.Name == name).Of(ComparedMetric.AveragePrecision)!.Folds!;
        Comparison all = Compare("none,oversample,smote,cluster");
        Comparison two = Compare("smote,none", threads: 1);

        Assert.Equal(FoldsOf(all, "none"), FoldsOf(two, "none"));
        Assert.Equal(FoldsOf(all, "smote"), FoldsOf(two, "smote"));
        Assert.Equal("smote", two.Reference);
        Assert.Equal(ComparedMetric.MacroF1, Compare("none,smote", metric: ComparedMetric.MacroF1).Metric);
    }

    // The spy finds each row's number in its first feature.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Balancing_never_sees_what_is_held_out(ulong seed)
    {
        var spy = new Spy();
        var options = new RemedyComparisonOptions { Folds = 4, Repeats = 2, Seed = seed };
        Example[] pictures = PairedFoldsTests.Pictures(Many, Few);
        PairedFolds folds = PairedFolds.Draw(pictures, ["many", "few"], options.Folds, options.Repeats, seed);
        var spied = new Remedy("spy") { Learning = new() { Sampler = spy } };

        Compare(new RemedyList([Remedy.None, spied], []), options, pictures);

        Assert.Equal(2 * folds.All.Count, spy.Seen.Count);
        for (int fold = 0; fold < folds.All.Count; fold++)
        {
            Assert.Equal(folds.All[fold].Learning, spy.Seen[2 * fold]); // while the strength is chosen
            Assert.Equal(folds.All[fold].Training, spy.Seen[(2 * fold) + 1]);
        }
    }

    // What is held out may be anything: it changes its own answers alone.
    [Fact]
    public void Nothing_is_learnt_or_chosen_from_what_is_held_out()
    {
        Example[] pictures = PairedFoldsTests.Pictures(Many, Few);
        PairedFold fold = PairedFolds.Draw(pictures, ["many", "few"], 4, 1, 1).All[0];
        float[][] rows = Rows();
        float[][] spoilt = [.. rows.Select((row, index) => fold.HeldOut.Skip(1).Contains(index) ? [.. row.Select(value => -50 * value)] : row)];
        foreach (string name in new[] { "none", "class-weights", "focal", "smote", "cluster", "tomek" })
        {
            FoldAnswers plain = Learn(rows, name, fold, pictures);
            FoldAnswers other = Learn(spoilt, name, fold, pictures);

            Assert.Equal(plain.Validation.SelectMany(row => row.Probabilities), other.Validation.SelectMany(row => row.Probabilities));
            Assert.Equal(plain.HeldOut[0].Probabilities, other.HeldOut[0].Probabilities);
        }
    }

    [Fact]
    public void Every_remedy_copes_with_a_class_of_three()
    {
        Example[] pictures = PairedFoldsTests.Pictures(40, 3);
        float[][] rows = [.. Rows().Skip(Many - 40).Take(43).Select(row => row[1..])];

        Comparison comparison = Compare(RemedyList.Parse(string.Join(',', Remedy.Names)), new RemedyComparisonOptions { Repeats = 1 }, pictures, rows, ["many", "few"]);

        Assert.Equal(3, comparison.Folds);
        Assert.Equal(Remedy.Names.Count - 1, comparison.Contenders.Count); // balanced batches are class weights here
        Assert.All(comparison.Contenders, contender => Assert.NotEmpty(contender.Sentence));
    }

    [Fact]
    public void What_is_the_same_for_a_logistic_regression_is_told_and_compared_once()
    {
        Comparison comparison = Compare("none,class-weights,balanced-batches,logit-adjustment");

        Assert.Equal(["none", "class-weights", "logit-adjustment"], comparison.Contenders.Select(contender => contender.Name));
        Assert.Contains(comparison.Remarks, remark => remark.Contains("'balanced-batches' is what class weights are. It is compared once, as 'class-weights'.", StringComparison.Ordinal));
        Assert.Contains(comparison.Remarks, remark => remark.Contains("'logit-adjustment' leaves the coefficients of 'none'", StringComparison.Ordinal));
        Contender adjusted = comparison.Contenders[2];
        Assert.Equal(comparison.Contenders[0].Of(ComparedMetric.AveragePrecision)!.Folds, adjusted.Of(ComparedMetric.AveragePrecision)!.Folds);
        Assert.True(adjusted.Of(ComparedMetric.Recall)!.Difference!.Value > 0, "Taking out how rare a class is finds more of it.");
    }

    [Fact]
    public void With_three_classes_there_is_no_threshold_and_that_is_said()
    {
        Example[] pictures = [.. Enumerable.Range(0, 90).Select(index => new Example($"{index}.png", index % 9 == 0 ? 2 : index % 2, Split.Train, Group: null))];
        float[][] rows = Tables.CloudRows(90, 8, 3, 1, 5);
        rows = [.. pictures.Select((picture, index) => rows[(index / 3 * 3) + picture.Label])];

        Comparison comparison = Compare(RemedyList.Parse("none,threshold,smote"), new RemedyComparisonOptions { Folds = 3, Repeats = 1 }, pictures, rows, ["a", "b", "c"]);

        Assert.Equal(["none", "smote"], comparison.Contenders.Select(contender => contender.Name));
        Assert.Equal((ComparedMetric.MacroF1, "c"), (comparison.Metric, comparison.RareClass));
        Assert.All(comparison.Contenders, contender => Assert.Null(contender.AtOwnThreshold));
        Assert.Contains(comparison.Remarks, remark => remark.StartsWith("'threshold' is left out", StringComparison.Ordinal));
        Assert.Contains(comparison.Remarks, remark => remark.StartsWith("With more than two classes", StringComparison.Ordinal));
    }

    [Fact]
    public void The_document_is_json_in_camel_case()
    {
        Compare("none,smote").Save(folder.Path);

        using var document = JsonDocument.Parse(File.ReadAllText(folder.In("comparison.json")));
        JsonElement smote = document.RootElement.GetProperty("contenders")[1];
        Assert.Equal("smote", smote.GetProperty("name").GetString());
        Assert.Equal(10, smote.GetProperty("metrics").GetProperty("averagePrecision").GetProperty("folds").GetArrayLength());
        Assert.True(smote.GetProperty("atOwnThreshold").GetProperty("f1").GetProperty("adjustedPValue").GetDouble() <= 1);
        Assert.Equal("F1", document.RootElement.GetProperty("metric").GetString());
    }

    [Fact]
    public void A_network_is_trained_anew_for_each_remedy_and_what_cannot_make_pictures_is_left_out()
    {
        folder.WithSquares("data/red", 18, red: 230, blue: 30).WithSquares("data/blue", 9, red: 30, blue: 230);
        Dataset dataset = DatasetReader.Read(folder.In("data"), new DatasetOptions());
        var observer = new RecordingObserver();
        var trained = new List<Remedy>();
        var options = new RemedyComparisonOptions
        {
            Folds = 3,
            Repeats = 1,
            Recipe = "cnn",
            Learning = remedy =>
            {
                trained.Add(remedy);
                return (data, run, inner, cancellation) => new CnnRecipe().Run(
                    data, new CnnOptions { Size = 16, Epochs = 1, ClassWeights = remedy.ClassWeights, Remedies = remedy.Learning }, run, inner, cancellation);
            },
        };

        Comparison comparison = new RemedyComparer(options).Compare(dataset, RemedyList.Parse("none,class-weights,threshold,smote"), observer, CancellationToken.None);

        Assert.Equal(["none", "class-weights", "threshold"], comparison.Contenders.Select(contender => contender.Name));
        Assert.Equal(6, trained.Count); // a moved threshold needs no training of its own
        Assert.Contains(comparison.Remarks, remark => remark.StartsWith("'smote' is left out. The recipe cnn learns from pictures", StringComparison.Ordinal));
        Assert.Contains(comparison.Remarks, remark => remark.Contains("took no part", StringComparison.Ordinal));
        Assert.Equal(dataset.Examples.Count(example => example.Split != Split.Test), comparison.Pictures);
        Assert.Equal(9, observer.Progress.Count(progress => progress.Phase == RunPhase.Comparison));
    }

    [BackboneFact]
    public void Features_are_computed_once_and_unreadable_pictures_are_named()
    {
        folder.WithSquares("data/red", 18, red: 230, blue: 30).WithSquares("data/blue", 9, red: 30, blue: 230).With("data/red/text.jpg", "no picture");
        Dataset dataset = DatasetReader.Read(folder.In("data"), new DatasetOptions());
        var options = new RemedyComparisonOptions { Folds = 3, Repeats = 1, FeatureFolder = folder.In("features") };

        Comparison comparison = new RemedyComparer(options).Compare(dataset, RemedyList.Parse("none,oversample"), new RecordingObserver(), CancellationToken.None);

        int test = dataset.Examples.Count(example => example.Split == Split.Test);
        Assert.Equal(28 - test - comparison.Skipped.Count, comparison.Pictures);
        Assert.Equal(1, comparison.Contenders[1].Of(ComparedMetric.F1)!.Value.Value);
        Assert.Equal("general", comparison.Backbone);
        Assert.Contains("Leave the data as it is", comparison.Verdict, StringComparison.Ordinal);
    }

    private static float[][] Rows()
    {
        var random = new Philox(9, 9);
        return [.. Enumerable.Range(0, Many + Few).Select(row =>
        {
            float[] values = new float[6];
            values[0] = row; // a number for the spy; it tells nothing of the class within a fold that is not drawn by it
            for (int column = 1; column < values.Length; column++)
            {
                values[column] = (float)(random.NextNormal() + (row >= Many ? 0.8 : 0));
            }

            return values;
        })];
    }

    private FoldAnswers Learn(float[][] rows, string remedy, PairedFold fold, Example[] pictures)
    {
        var table = new TrainingTable(tables.Of([.. rows.Select(row => row[1..])]), [.. pictures.Select(picture => picture.Label)], 2);
        using var learner = new FeatureLearner(pictures, table, ["many", "few"], Workers.Shared);
        return learner.Learn(Remedy.Parse(remedy), fold, seed: 3, CancellationToken.None);
    }

    private Comparison Compare(string remedies, int threads = 0, ComparedMetric? metric = null) => Compare(
        RemedyList.Parse(remedies),
        new RemedyComparisonOptions { Threads = threads, Metric = metric },
        PairedFoldsTests.Pictures(Many, Few),
        [.. Rows().Select(row => row[1..])],
        ["many", "few"]);

    private void Compare(RemedyList remedies, RemedyComparisonOptions options, Example[] pictures) => Compare(remedies, options, pictures, Rows(), ["many", "few"]);

    private Comparison Compare(RemedyList remedies, RemedyComparisonOptions options, Example[] pictures, float[][] rows, string[] classes)
    {
        using var workers = new Workers(options.Threads);
        var table = new TrainingTable(tables.Of(rows), [.. pictures.Select(picture => picture.Label)], classes.Length);
        using var learner = new FeatureLearner(pictures, table, classes, workers);
        var dataset = new Dataset("/pictures", classes, pictures, [], "none");
        return new RemedyComparer(options).Compare(learner, dataset, remedies, [], new RunClock(TimeProvider.System, new RecordingObserver()), CancellationToken.None);
    }

    /// <summary>Leaves all rows as they are, and keeps which they were.</summary>
    private sealed class Spy : Sampler
    {
        public List<int[]> Seen { get; } = [];

        public override string Name => "spy";

        public override string Summary => "looks";

        internal override void Select(SamplingTask task) =>
            Seen.Add([.. Enumerable.Range(0, task.Count).Select(row => (int)task.Features.Slice(row, 1).Values[0])]);
    }
}
