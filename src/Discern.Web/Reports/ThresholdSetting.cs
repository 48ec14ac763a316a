using Discern.Classifiers.Judging;
using Discern.Evaluation;
using Discern.Evaluation.Thresholds;
using Discern.Runs;

namespace Discern.Web.Reports;

/// <summary>Where the threshold between two classes lies, and where else it could.</summary>
public sealed record ThresholdSetting
{
    // By how much one kind of mistake is dearer than the other in the two stories.
    private const int Dearer = 20;

    private const int MostPoints = 200;

    /// <summary>The class that is looked for; text from outside.</summary>
    public required string Class { get; init; }

    /// <summary>The probability of that class from which on it is answered, in this run.</summary>
    public required double Present { get; init; }

    /// <summary>Why it is that; null where nothing was chosen.</summary>
    public string? Choice { get; init; }

    /// <summary>What a missed picture of the class costs in the curve.</summary>
    public required double MissCost { get; init; }

    /// <summary>What a false alarm costs in the curve.</summary>
    public required double FalseAlarmCost { get; init; }

    /// <summary>Whether the user named the costs; else both are 1, and the cost is the share of wrong answers.</summary>
    public required bool HasCosts { get; init; }

    /// <summary>What each threshold does on pictures that were not learnt from, thinned.</summary>
    public required IReadOnlyList<ThresholdPoint> HeldOut { get; init; }

    /// <summary>What each threshold does on the pictures that judge the run, at the same thresholds.</summary>
    public required IReadOnlyList<ThresholdPoint> Judged { get; init; }

    /// <summary>The threshold of the least cost on pictures that were not learnt from.</summary>
    public required double Cheapest { get; init; }

    /// <summary>The run as it is, at 0.5 where it differs, and the two ready stories.</summary>
    public required IReadOnlyList<ThresholdStory> Stories { get; init; }

    /// <summary>Reads the setting; null where there are not two classes, or no pictures to choose by.</summary>
    /// <param name="run">The run.</param>
    /// <param name="judged">Its predictions for the pictures that judge it.</param>
    public static ThresholdSetting? Of(RunFolder run, PredictionTable judged)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(judged);
        var description = run.Description;
        var heldOut = description.Calibration.Apply(RunJudge.HeldOutPredictions(run));
        if (description.Classes.Count != 2 || heldOut.Rows.Count == 0)
        {
            return null;
        }

        var goal = description.ThresholdChoice?.Goal;
        var name = new ThresholdGoal(ThresholdRule.F1) { Class = goal?.Class }.For(description.Classes, description.ClassCounts.Train).Class!;
        var label = description.Classes.ToList().IndexOf(name);
        var (chosenOn, judgedOn) = (ThresholdCurve.Of(heldOut, label), ThresholdCurve.Of(judged, label));
        var present = label == 1 ? description.Threshold : 1 - description.Threshold;
        var costs = goal?.Rule == ThresholdRule.Cost ? goal : new ThresholdGoal(ThresholdRule.Cost) { Class = name };
        var cheapest = chosenOn.Best(costs).Point;
        IReadOnlyList<ThresholdPoint> points = [.. Thinned(chosenOn.Points).Append(cheapest).Append(chosenOn.At(present)).DistinctBy(point => point.Threshold).OrderByDescending(point => point.Threshold)];
        return new ThresholdSetting
        {
            Class = name,
            Present = present,
            Choice = description.ThresholdChoice?.Sentence,
            MissCost = costs.MissCost,
            FalseAlarmCost = costs.FalseAlarmCost,
            HasCosts = goal?.Rule == ThresholdRule.Cost,
            HeldOut = points,
            Judged = [.. points.Select(point => judgedOn.At(point.Threshold))],
            Cheapest = cheapest.Threshold,
            Stories =
            [
                new("This run", "As it answers now.", null, AsAnswered(judged, label, present)),
                .. description.Threshold != 0.5 ? [new("At one half", "The likelier class is answered.", "--threshold 0.5", judgedOn.At(0.5))] : Array.Empty<ThresholdStory>(),
                Story("A filter", $"Acts by itself on what it finds: a false alarm is as dear as {Dearer} that are missed.", missCost: 1, falseAlarmCost: Dearer),
                Story("A watch list", $"Somebody looks at what it finds: one that is missed is as dear as {Dearer} false alarms.", missCost: Dearer, falseAlarmCost: 1),
            ],
        };

        ThresholdStory Story(string title, string purpose, int missCost, int falseAlarmCost)
        {
            var point = chosenOn.Best(new ThresholdGoal(ThresholdRule.Cost) { Class = name, MissCost = missCost, FalseAlarmCost = falseAlarmCost }).Point;
            return new ThresholdStory(title, purpose, $"--cost {name}={missCost},{description.Classes[1 - label]}={falseAlarmCost}", judgedOn.At(point.Threshold));
        }
    }

    // Counted from the answers themselves: a probability at the very threshold may be rounded to either side of it.
    private static ThresholdPoint AsAnswered(PredictionTable judged, int label, double threshold)
    {
        int Count(bool isOfClass, bool isAnswered) => judged.Rows.Count(row => (row.Label == label) == isOfClass && (row.Predicted == label) == isAnswered);
        return new ThresholdPoint(threshold, Count(true, true), Count(true, false), Count(false, true), Count(false, false));
    }

    private static IReadOnlyList<ThresholdPoint> Thinned(IReadOnlyList<ThresholdPoint> points) => points.Count <= MostPoints
        ? points
        : [.. Enumerable.Range(0, MostPoints).Select(place => points[(int)((long)place * (points.Count - 1) / (MostPoints - 1))])];
}
