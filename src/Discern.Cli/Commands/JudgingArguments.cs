using System.CommandLine;
using Discern.Classifiers.Judging;
using Discern.Evaluation.Calibrating;
using Discern.Evaluation.Thresholds;

namespace Discern.Cli.Commands;

/// <summary>The options that set a run's threshold and correct its probabilities.</summary>
internal sealed class JudgingArguments
{
    private const string Chosen = "auto";

    private readonly Option<string?> cost = new("--cost")
    {
        Description = "With two classes: choose the threshold that costs least on pictures not learnt from. fn: to miss a picture of the rarer class; fp: to take another for it. "
            + "Or what it costs to miss a picture of each class: hotdog=20,nothotdog=1.",
        HelpName = "fn=20,fp=1",
    };

    private readonly Option<string?> recall = new("--min-recall")
    {
        Description = "Choose the threshold with the fewest false alarms that still finds this share of a class.",
        HelpName = "CLASS=0.95",
    };

    private readonly Option<string?> precision = new("--min-precision")
    {
        Description = "Choose the threshold that finds most of a class while this share of the answers with it is right.",
        HelpName = "CLASS=0.95",
    };

    private readonly Option<bool> f1 = new("--best-f1") { Description = "Choose the threshold with the best F1 of the rarer class." };

    private readonly Option<double?> threshold = new("--threshold")
    {
        Description = "Answer the second class, in the order of the alphabet, from this probability on.",
        HelpName = "X",
    };

    private readonly Option<string?> calibration = new("--calibration")
    {
        Description = "How probabilities are corrected: none, temperature, isotonic (two classes), or auto: whichever cross-validation shows to be better than none.",
        HelpName = "auto|none|temperature|isotonic",
    };

    public JudgingArguments() => calibration.AcceptOnlyFromAmong(Chosen, "none", "temperature", "isotonic");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [cost, recall, precision, f1, threshold, calibration];

    /// <summary>Whether any was given.</summary>
    public bool AreGiven(ParseResult arguments) => All.Any(option => arguments.GetResult(option) is { Implicit: false });

    /// <summary>Reads them.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="present">The calibration that stays where none is asked for; null to have it chosen.</param>
    /// <param name="threads">Threads that compute.</param>
    /// <exception cref="ArgumentException">One cannot be read, or two thresholds are asked for.</exception>
    public JudgingOptions Read(ParseResult arguments, CalibrationMethod? present, int threads) => new()
    {
        Goal = Goal(arguments),
        Calibration = arguments.GetValue(calibration) switch
        {
            null => present,
            Chosen => null,
            var name => Enum.Parse<CalibrationMethod>(name, ignoreCase: true),
        },
        Threads = threads,
    };

    private ThresholdGoal? Goal(ParseResult arguments)
    {
        ThresholdGoal[] goals =
        [
            .. arguments.GetValue(cost) is { } costs ? [ThresholdGoal.ParseCost(costs)] : Array.Empty<ThresholdGoal>(),
            .. arguments.GetValue(recall) is { } found ? [ThresholdGoal.ParseLeast(ThresholdRule.MinimumRecall, found)] : Array.Empty<ThresholdGoal>(),
            .. arguments.GetValue(precision) is { } right ? [ThresholdGoal.ParseLeast(ThresholdRule.MinimumPrecision, right)] : Array.Empty<ThresholdGoal>(),
            .. arguments.GetValue(f1) ? [new ThresholdGoal(ThresholdRule.F1)] : Array.Empty<ThresholdGoal>(),
            .. arguments.GetValue(threshold) is { } given ? [Given(given)] : Array.Empty<ThresholdGoal>(),
        ];
        return goals.Length < 2 ? goals.FirstOrDefault() : throw new ArgumentException("A run has one threshold: give one of --cost, --min-recall, --min-precision, --best-f1 and --threshold.");
    }

    private static ThresholdGoal Given(double value) => value is >= 0 and <= 1
        ? new ThresholdGoal(ThresholdRule.Given) { Value = value }
        : throw new ArgumentException($"--threshold is {value}; it must be a probability between 0 and 1.");
}
