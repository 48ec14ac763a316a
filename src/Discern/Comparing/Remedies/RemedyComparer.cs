using Discern.Classifiers;
using Discern.Classifiers.Transfer;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Thresholds;
using Discern.Features;
using Discern.Runs;

namespace Discern.Comparing.Remedies;

/// <summary>Says which remedies for classes of unequal size are worth having on a data set, by repeated cross-validation on the same folds for all.</summary>
/// <remarks>
/// <para>
/// Test pictures take no part: they are to judge what is chosen here. All others are dealt into folds, stratified and with groups kept together, several times. In each fold every remedy learns
/// from the same training part, is balanced within it, and answers for the same held-out pictures; strength, epochs and threshold are chosen within the training part, too.
/// </para>
/// <para>
/// Differences are tested by the corrected resampled t-test (<see cref="CorrectedResampledTest"/>), corrected by Holm over the remedies: once as each answers, and once
/// with each at its own best threshold, since many a remedy moves the operating point and nothing else.
/// </para>
/// </remarks>
/// <example><code>
/// Dataset dataset = DatasetReader.Read("pictures");
/// Comparison comparison = new RemedyComparer(new RemedyComparisonOptions()).Compare(dataset, RemedyList.Parse("none,smote"), observer, CancellationToken.None);
/// Console.WriteLine(comparison.Verdict);
/// </code></example>
public sealed class RemedyComparer
{
    private const string ManyClasses =
        "With more than two classes there is no one threshold to move: whether a remedy only moves the operating point shows in the average precision, which no threshold takes part in.";

    private readonly RemedyComparisonOptions options;
    private readonly TimeProvider time;

    /// <summary>Makes it ready.</summary>
    /// <param name="options">How to compare.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RemedyComparer(RemedyComparisonOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Compares.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="remedies">What to compare.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Stops it; features that were computed stay in the cache.</param>
    /// <exception cref="DiscernException">The data or the backbone cannot be used; the sentence says why.</exception>
    /// <exception cref="ArgumentException">The recipe can take no remedy but the reference.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Comparison Compare(Dataset dataset, RemedyList remedies, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(remedies);
        ArgumentNullException.ThrowIfNull(observer);
        var clock = new RunClock(time, observer);
        Dataset dealt = WithoutTest(dataset);
        PairedFolds.Draw(dealt.Examples, dealt.Classes, options.Folds, options.Repeats, options.Seed); // what cannot be dealt is told before hours of work
        if (options.Learning is { } learning)
        {
            using var recipe = new RecipeLearner(dealt, options.Recipe, learning);
            return Compare(recipe, dealt, remedies, TestRemark(dataset, dealt), clock, cancellation);
        }

        RunBackbone backbone = RunBackbone.Find(options.Backbone, options.BackboneOptions);
        using var workers = new Workers(options.Threads);
        clock.Begin(RunPhase.Features);
        using FeatureExtractor extractor = backbone.Open(options.FeatureFolder, workers);
        using DatasetFeatures features = DatasetFeatures.Read(dealt, extractor, new FeatureRoots(), Views.Plain, clock, cancellation);
        using var learner = new FeatureLearner([.. features.Examples.Of(Split.Train).Select(pair => pair.Example)], features.TableUpTo(Split.Train), dealt.Classes, workers)
        {
            Skipped = features.Examples.Skipped,
        };
        string source = $"'{backbone.Name}' gives {features.Columns:N0} features of each picture, which is looked at once, as it is.";
        Comparison comparison = Compare(learner, dealt, remedies, [.. backbone.Remarks, .. TestRemark(dataset, dealt), source], clock, cancellation);
        return comparison with { Backbone = backbone.Name };
    }

    /// <summary>Compares by any learner.</summary>
    internal Comparison Compare(IFoldLearner learner, Dataset dataset, RemedyList remedies, IReadOnlyList<string> remarks, RunClock clock, CancellationToken cancellation)
    {
        DateTimeOffset createdAt = time.GetUtcNow();
        var known = new List<string>([.. remarks, .. remedies.Remarks]);
        List<Remedy> taken = Consider(learner, remedies, dataset.Classes.Count, known);
        PairedFolds folds = PairedFolds.Draw(learner.Pictures, dataset.Classes, options.Folds, options.Repeats, options.Seed);
        known.AddRange(folds.Remarks);
        int[] counts = Counts(learner.Pictures, dataset.Classes.Count);
        int rare = Array.LastIndexOf(counts, counts.Min());
        double testShare = folds.All.Average(fold => (double)fold.HeldOut.Length / (fold.Learning.Length + fold.Validation.Length));
        var asAnswered = new FoldFigures(taken.Count, testShare);
        FoldFigures? atOwnThreshold = dataset.Classes.Count == 2 ? new FoldFigures(taken.Count, testShare) : null;
        clock.Begin(RunPhase.Comparison);
        int done = 0;
        foreach (PairedFold fold in folds.All)
        {
            ulong seed = Philox.Stream(options.Seed, (ulong)fold.Repeat, (ulong)fold.Number);
            var learnt = new List<(Remedy Remedy, FoldAnswers Answers)>();
            for (int place = 0; place < taken.Count; place++)
            {
                cancellation.ThrowIfCancellationRequested();
                Remedy remedy = taken[place];
                FoldAnswers answers = learnt.Find(each => each.Remedy.IsLearntAs(remedy)).Answers ?? learner.Learn(remedy, fold, seed, cancellation);
                learnt.Add((remedy, answers));
                Judge(answers, remedy, place);
                clock.Report(++done, (long)folds.All.Count * taken.Count);
            }

            known.AddRange(learnt.SelectMany(each => each.Answers.Remarks.Select(remark => $"'{each.Remedy.Name}': {remark}")));
        }

        clock.End();
        var outcome = new RemedyOutcomes(taken, asAnswered.Compare(), atOwnThreshold?.Compare(), options.Metric ?? (counts.Length == 2 ? ComparedMetric.F1 : ComparedMetric.MacroF1));
        return new Comparison
        {
            Kind = ComparisonKind.Remedies,
            Version = DiscernVersion.Full,
            CreatedAt = createdAt,
            Data = dataset.Root,
            Pictures = learner.Pictures.Count,
            Classes = dataset.Classes,
            ClassCounts = counts,
            RareClass = dataset.Classes[rare],
            Metric = outcome.Metric,
            Reference = taken[0].Name,
            Contenders = outcome.Contenders,
            Verdict = outcome.Verdict,
            Remarks = [.. dataset.Remarks, .. Shortened(known), .. atOwnThreshold is null ? [ManyClasses] : Array.Empty<string>()],
            Skipped = learner.Skipped,
            Recipe = options.Recipe,
            Folds = folds.Count,
            Repeats = options.Repeats,
            Seed = options.Seed,
            Seconds = clock.Seconds.Total,
        };

        void Judge(FoldAnswers answers, Remedy remedy, int place)
        {
            double[] plain = ComparedMetrics.Of(answers.HeldOut, dataset.Classes.Count, rare);
            if (atOwnThreshold is null)
            {
                asAnswered.Add(place, plain);
                return;
            }

            double threshold = ThresholdChoice.Of(new PredictionTable(dataset.Classes, answers.Validation), new ThresholdGoal(ThresholdRule.F1) { Class = dataset.Classes[rare] }).Threshold;
            double[] moved = ComparedMetrics.Of([.. answers.HeldOut.Select(row => row with { Predicted = Decision.Of(row.Probabilities, threshold) })], dataset.Classes.Count, rare);
            asAnswered.Add(place, remedy.IsThresholdMoved ? moved : plain);
            atOwnThreshold.Add(place, moved);
        }
    }

    private static List<Remedy> Consider(IFoldLearner learner, RemedyList remedies, int classes, List<string> remarks)
    {
        var taken = new List<Remedy>();
        foreach (Remedy asked in remedies.All)
        {
            (Remedy? remedy, string? remark) = asked.IsThresholdMoved && classes != 2
                ? (null, $"'{asked.Name}' is left out: it stands between two classes, and there are {classes}.")
                : learner.Consider(asked);
            if (remedy is not null && taken.Find(remedy.IsSameAs) is { } same)
            {
                remarks.Add($"{remark} It is compared once, as '{same.Name}'.".TrimStart());
                continue;
            }

            remarks.AddRange(new[] { remark }.OfType<string>());
            taken.AddRange(new[] { remedy }.OfType<Remedy>());
        }

        return taken.Count > 1
            ? taken
            : throw new ArgumentException($"Nothing is left to compare '{taken.FirstOrDefault()?.Name ?? remedies.All[0].Name}' with. {string.Join(' ', remarks)}");
    }

    private static Dataset WithoutTest(Dataset dataset) => new(
        dataset.Root,
        dataset.Classes,
        [.. dataset.Examples.Where(example => example.Split != Split.Test).Select(example => example with { Split = Split.Train })],
        dataset.Remarks,
        dataset.Fingerprint);

    private static string[] TestRemark(Dataset dataset, Dataset dealt) => (dataset.Examples.Count - dealt.Examples.Count) switch
    {
        0 => [],
        var left => [$"{Sentence.Count(left, "test picture")} took no part, so that they can judge what is chosen here; {dealt.Examples.Count} were dealt into folds."],
    };

    private static int[] Counts(IReadOnlyList<Example> pictures, int classes)
    {
        int[] counts = new int[classes];
        foreach (Example picture in pictures)
        {
            counts[picture.Label]++;
        }

        return counts;
    }

    // A remark of a sampler comes again in each fold, with other numbers.
    private static IEnumerable<string> Shortened(IEnumerable<string> remarks) => remarks
        .GroupBy(remark => string.Concat(remark.Where(letter => !char.IsDigit(letter))), StringComparer.Ordinal)
        .Select(alike => alike.Count() == 1 ? alike.First() : $"{alike.First()} ({Sentence.Count(alike.Count() - 1, "remark")} more of this kind.)");
}
