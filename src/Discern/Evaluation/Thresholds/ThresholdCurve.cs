using Discern.Evaluation.Curves;

namespace Discern.Evaluation.Thresholds;

/// <summary>What happens at every threshold that makes a difference, for a class against the rest.</summary>
public sealed class ThresholdCurve
{
    private readonly IReadOnlyList<ScoreStep> steps;
    private readonly int positives;
    private readonly int negatives;

    private ThresholdCurve(IReadOnlyList<ScoreStep> steps, int positives, int negatives)
    {
        this.steps = steps;
        this.positives = positives;
        this.negatives = negatives;
        Points = [.. Enumerable.Range(-1, steps.Count + 1).Where(step => Gap(step) > 0).Select(step => At(step, Middle(step)))];
    }

    /// <summary>The points, from no answer with the class to nothing but answers with it: each threshold lies in the middle between two neighbouring probabilities.</summary>
    public IReadOnlyList<ThresholdPoint> Points { get; }

    /// <summary>Draws the curve.</summary>
    /// <param name="table">The predictions; for a choice, of pictures that were not learnt from.</param>
    /// <param name="label">The class.</param>
    /// <exception cref="DiscernException">There are no predictions.</exception>
    public static ThresholdCurve Of(PredictionTable table, int label)
    {
        ArgumentNullException.ThrowIfNull(table);
        IReadOnlyList<ScoreStep> falling = ScoreStep.Of(table, label);
        return falling.Count > 0
            ? new ThresholdCurve(falling, falling[^1].Found, falling[^1].FalseAlarms)
            : throw new DiscernException("There are no predictions to choose a threshold by. Add validation pictures, or train with --folds.");
    }

    /// <summary>What happens at any threshold.</summary>
    public ThresholdPoint At(double threshold)
    {
        int step = -1;
        while (step + 1 < steps.Count && steps[step + 1].Probability >= threshold)
        {
            step++;
        }

        return At(step, threshold);
    }

    /// <summary>The point that serves a goal best; of equally good ones that in the widest gap between probabilities.</summary>
    /// <returns>The point, and whether it reaches what the goal asks: no threshold may be precise enough.</returns>
    public (ThresholdPoint Point, bool IsReached) Best(ThresholdGoal goal)
    {
        ArgumentNullException.ThrowIfNull(goal);
        if (goal.Rule == ThresholdRule.Given)
        {
            return (At(goal.Value), true);
        }

        var best = Enumerable.Range(-1, steps.Count + 1)
            .Where(step => Gap(step) > 0)
            .Select(step => (Point: At(step, Middle(step)), Gap: Gap(step)))
            .OrderByDescending(candidate => IsReached(candidate.Point, goal))
            .ThenByDescending(candidate => Merit(candidate.Point, goal))
            .ThenByDescending(candidate => candidate.Gap)
            .First();
        return (best.Point, IsReached(best.Point, goal));
    }

    private static bool IsReached(ThresholdPoint point, ThresholdGoal goal) => goal.Rule switch
    {
        ThresholdRule.MinimumRecall => point.Recall >= goal.Value,
        ThresholdRule.MinimumPrecision => point.Precision >= goal.Value,
        _ => true,
    };

    // Whole numbers where counts decide, so that equal points are equal to the bit. Where the precision is out of reach, the best there is.
    private static (double First, double Second) Merit(ThresholdPoint point, ThresholdGoal goal) => goal.Rule switch
    {
        ThresholdRule.Cost => (-point.Cost(goal.MissCost, goal.FalseAlarmCost), 0),
        ThresholdRule.MinimumRecall => IsReached(point, goal) ? (-point.FalseAlarms, point.Found) : (point.Recall, 0),
        ThresholdRule.MinimumPrecision => IsReached(point, goal) ? (point.Found, -point.FalseAlarms) : (double.IsNaN(point.Precision) ? 0 : point.Precision, point.Found),
        _ => (point.F1, 0),
    };

    // Step −1 takes nothing. Between a probability of 1 and what lies above there is no room.
    private double Upper(int step) => step < 0 ? 1 : steps[step].Probability;

    private double Lower(int step) => step + 1 < steps.Count ? steps[step + 1].Probability : 0;

    private double Gap(int step) => Upper(step) - Lower(step);

    private double Middle(int step) => Lower(step) + (Gap(step) / 2);

    private ThresholdPoint At(int step, double threshold)
    {
        (int found, int falseAlarms) = step < 0 ? (0, 0) : (steps[step].Found, steps[step].FalseAlarms);
        return new ThresholdPoint(threshold, found, positives - found, falseAlarms, negatives - falseAlarms);
    }
}
