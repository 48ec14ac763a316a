using System.Collections.Concurrent;
using Discern.Classifiers.Judging;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Thresholds;
using Discern.Runs;
using Discern.Web.Hosting;
using Discern.Web.Reports;

namespace Discern.Web.Studio.Judging;

/// <summary>A run as the studio asks about it again and again: its files read once.</summary>
internal sealed class JudgedRun
{
    private readonly RunFolder run;
    private readonly PredictionTable? judged;
    private readonly PredictionTable heldOut;
    private readonly Lazy<ReportModel> report;
    private readonly ConcurrentDictionary<int, (ThresholdCurve Judged, ThresholdCurve? HeldOut)> curves = new();

    /// <summary>Reads the run.</summary>
    /// <exception cref="DiscernException">A file of it is malformed.</exception>
    public JudgedRun(RunFolder run)
    {
        this.run = run;
        Split = run.JudgedSplit;
        judged = Split is { } split ? run.Predictions(split) : null;
        heldOut = run.Description.Calibration.Apply(RunJudge.HeldOutPredictions(run));
        Pictures = Directory.Exists(run.Description.Dataset.Path) ? new ServedFolder(run.Description.Dataset.Path) : null;
        report = new(() => ReportModel.From(run, against: null, Pictures is { } folder ? new ThumbnailReader(folder.Find) : new ThumbnailReader(run.Description.Dataset.Path), CancellationToken.None));
    }

    /// <summary>What its report shows; read when first asked for, which takes seconds.</summary>
    public ReportModel Report => report.Value;

    /// <summary>The folder of its pictures; null where it is gone.</summary>
    public ServedFolder? Pictures { get; }

    /// <summary>The split that judges it; null where nothing was evaluated.</summary>
    public Split? Split { get; }

    /// <summary>Whether there are answers to ask about.</summary>
    public bool HasAnswers => judged is { Rows.Count: > 0 };

    /// <summary>The run as it is: the class and the costs that its threshold was chosen for, or else the rarest class.</summary>
    public ThresholdQuestion Usual
    {
        get
        {
            var description = run.Description;
            var goal = description.ThresholdChoice?.Goal;
            var counts = description.ClassCounts.Train;
            var rarest = Enumerable.Range(0, counts.Count).OrderBy(label => counts[label]).ThenByDescending(label => label).First();
            var name = goal?.Class ?? description.Classes[rarest];
            var isFirstOfTwo = description.Classes.Count == 2 && string.Equals(name, description.Classes[0], StringComparison.Ordinal);
            return new ThresholdQuestion(name, isFirstOfTwo ? 1 - description.Threshold : description.Threshold, goal?.MissCost ?? 1, goal?.FalseAlarmCost ?? 1);
        }
    }

    /// <summary>Answers a question.</summary>
    /// <exception cref="ArgumentException">The run has no such class, or no answers.</exception>
    public ThresholdAnswer Answer(string name, ThresholdQuestion question)
    {
        var (onJudged, onHeldOut) = curves.GetOrAdd(Label(question), label =>
            (ThresholdCurve.Of(judged!, label), heldOut.Rows.Count > 0 ? ThresholdCurve.Of(heldOut, label) : null));
        var cheapest = onHeldOut?.Best(new ThresholdGoal(ThresholdRule.Cost) { Class = question.Class, MissCost = question.MissCost, FalseAlarmCost = question.FalseAlarmCost }).Point.Threshold;
        return new ThresholdAnswer(name, run.Description.Classes, Split is Datasets.Split.Train ? "training" : Split.ToString()!.ToLowerInvariant(), question, onJudged.At(question.Threshold), cheapest);
    }

    /// <summary>The pictures that have an outcome, the surest answers first.</summary>
    /// <exception cref="ArgumentException">The run has no such class, or no answers.</exception>
    public IReadOnlyList<Prediction> Rows(ThresholdQuestion question, Outcome outcome)
    {
        var label = Label(question);
        var rows = judged!.Rows.Where(row => OutcomeOf(row, label, question.Threshold) == outcome);
        return outcome is Outcome.Found or Outcome.FalseAlarm
            ? [.. rows.OrderByDescending(row => row.Probabilities[label]).ThenBy(row => row.Path, StringComparer.Ordinal)]
            : [.. rows.OrderBy(row => row.Probabilities[label]).ThenBy(row => row.Path, StringComparer.Ordinal)];
    }

    /// <summary>The index of the question's class.</summary>
    public int Label(ThresholdQuestion question)
    {
        var label = HasAnswers ? run.Description.Classes.ToList().IndexOf(question.Class) : throw new ArgumentException("This run has not been evaluated, so that there are no answers to ask about.");
        return label >= 0 ? label : throw new ArgumentException($"The run has no class '{question.Class}'. Its classes are {string.Join(", ", run.Description.Classes)}.");
    }

    private static Outcome OutcomeOf(Prediction row, int label, double threshold) => (row.Label == label, row.Probabilities[label] >= threshold) switch
    {
        (true, true) => Outcome.Found,
        (true, false) => Outcome.Missed,
        (false, true) => Outcome.FalseAlarm,
        _ => Outcome.Rejected,
    };
}
