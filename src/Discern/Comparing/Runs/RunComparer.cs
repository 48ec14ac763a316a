using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Intervals;
using Discern.Runs;

namespace Discern.Comparing.Runs;

/// <summary>Says whether finished runs that are judged by the same pictures differ by more than chance.</summary>
/// <remarks>
/// Differences of figures have BCa bootstrap intervals over the pictures, paired: each draw holds the same pictures for all runs. Right answers are tested by McNemar's exact test,
/// corrected by Holm over the runs. Both tell the chance in which pictures were drawn, not that in a run's own seed.
/// </remarks>
/// <example><code>
/// Comparison comparison = new RunComparer(new RunComparisonOptions()).Compare([RunFolder.Open("runs/first"), RunFolder.Open("runs/second")]);
/// Console.WriteLine(comparison.Verdict);
/// </code></example>
public sealed class RunComparer
{
    private readonly RunComparisonOptions options;
    private readonly TimeProvider time;

    /// <summary>Makes it ready.</summary>
    /// <param name="options">How to compare.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public RunComparer(RunComparisonOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Compares; the first run is the reference.</summary>
    /// <param name="runs">Two runs or more.</param>
    /// <exception cref="ArgumentException">There is one run only, or one stands there twice.</exception>
    /// <exception cref="DiscernException">A run was not evaluated, they tell different classes apart, or they have too few pictures in common.</exception>
    public Comparison Compare(IReadOnlyList<RunFolder> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Require(runs);
        long start = time.GetTimestamp();
        DateTimeOffset createdAt = time.GetUtcNow();
        CommonPictures common = CommonPictures.Read(runs);
        IReadOnlyList<string> classes = runs[0].Description.Classes;
        int[] counts = [.. classes.Select((_, label) => common.Answers[0].Rows.Count(row => row.Label == label))];
        int rare = Enumerable.Range(0, counts.Length).Where(label => counts[label] > 0).OrderBy(label => counts[label]).ThenByDescending(label => label).First();
        ComparedMetric metric = options.Metric ?? (classes.Count == 2 ? ComparedMetric.F1 : ComparedMetric.MacroF1);
        var figures = Figures(common, classes.Count, rare);
        if (!figures[0].ContainsKey(metric.Key()))
        {
            throw new DiscernException($"The {metric.Title()} has no meaning here: the {common.Answers[0].Rows.Count} pictures hold none of some class. Compare by another figure, such as --metric accuracy.");
        }

        McNemarTest[] tests = [.. common.Answers.Skip(1).Select(answers => McNemarTest.Of(common.Answers[0], answers))];
        IReadOnlyList<double> adjusted = HolmCorrection.Adjust([.. tests.Select(test => test.PValue)]);
        PairedAnswers?[] answers = [null, .. tests.Select((test, place) => new PairedAnswers(test.OnlyFirst, test.OnlySecond, test.PValue, adjusted[place]))];
        var outcome = new RunOutcomes(Names(runs), figures, answers, metric);
        return new Comparison
        {
            Kind = ComparisonKind.Runs,
            Version = DiscernVersion.Full,
            CreatedAt = createdAt,
            Data = runs[0].Description.Dataset.Path,
            Pictures = common.Answers[0].Rows.Count,
            Classes = classes,
            ClassCounts = counts,
            RareClass = classes[rare],
            Metric = metric,
            Reference = outcome.Contenders[0].Name,
            Contenders = outcome.Contenders,
            Verdict = outcome.Verdict,
            Remarks = [.. common.Remarks, .. Remarks(runs, common.Split)],
            Seed = options.Seed,
            Seconds = time.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static void Require(IReadOnlyList<RunFolder> runs)
    {
        if (runs.Count < 2)
        {
            throw new ArgumentException("One run has nothing to be compared with. Name two runs or more.", nameof(runs));
        }

        if (runs.GroupBy(run => run.Path, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
        {
            throw new ArgumentException($"The run '{twice}' stands there twice, and does not differ from itself. Name it once.", nameof(runs));
        }
    }

    private IReadOnlyDictionary<string, MetricComparison>[] Figures(CommonPictures common, int classes, int rare)
    {
        ComparedMetrics[] own = [.. common.Answers.Select(table => new ComparedMetrics(table.Rows, classes, rare))];
        MetricFamily[] families = [.. own, .. own.Skip(1).Select(run => new PairedDifference(run, own[0]))];
        var evaluation = new EvaluationOptions { Seed = options.Seed, Draws = options.Draws, Threads = options.Threads };
        Estimate[][] estimates = new Bootstrap(new SamplingUnits(common.Answers[0].Rows), evaluation).Estimate(families);
        double[] values = ComparedMetrics.Of(common.Answers[0].Rows, classes, rare);
        return
        [
            .. own.Select((_, run) => Enum.GetValues<ComparedMetric>().Where(metric => !double.IsNaN(values[(int)metric])).ToDictionary(
                metric => metric.Key(),
                metric => new MetricComparison
                {
                    Value = estimates[run][(int)metric],
                    Difference = run == 0 ? null : estimates[own.Length + run - 1][(int)metric],
                },
                StringComparer.Ordinal)),
        ];
    }

    // The folder's name; where two bear the same, the path.
    private static string[] Names(IReadOnlyList<RunFolder> runs)
    {
        string[] names = [.. runs.Select(run => Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Path)))];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : [.. runs.Select(run => run.Path)];
    }

    private static IEnumerable<string> Remarks(IReadOnlyList<RunFolder> runs, Split split)
    {
        if (split == Split.Validation)
        {
            yield return "There are no test pictures: the runs are compared on their validation pictures, by which epochs and thresholds may have been chosen, and the figures are a little too good.";
        }

        if (runs[0].Description.Classes.Count == 2 && runs.Select(run => run.Description.Threshold).Distinct().Count() > 1)
        {
            string thresholds = string.Join(", ", runs.Zip(Names(runs), (run, name) => $"'{name}' from {Figure.Text(run.Description.Threshold, "0.###")}"));
            yield return $"The runs answer '{runs[0].Description.Classes[1]}' from different probabilities on ({thresholds}); whether more than that differs shows in the average precision, which no threshold takes part in.";
        }

        if (runs.Count > 2)
        {
            yield return "Each interval holds by itself in 95 % of cases; among several differences one is found by chance more often than that. The probabilities of McNemar's test are corrected for it by Holm.";
        }
    }
}
