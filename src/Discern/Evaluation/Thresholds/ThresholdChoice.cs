using System.Globalization;

namespace Discern.Evaluation.Thresholds;

/// <summary>A threshold that was chosen, and why.</summary>
/// <param name="Goal">What for; its class is named.</param>
/// <param name="Threshold">The probability of the second class from which on it is answered.</param>
/// <param name="Pictures">On how many pictures it was chosen, none of them learnt from.</param>
/// <param name="IsReached">Whether they reach what the goal asks.</param>
/// <param name="Sentence">The choice in words.</param>
public sealed record ThresholdChoice(ThresholdGoal Goal, double Threshold, int Pictures, bool IsReached, string Sentence)
{
    /// <summary>Chooses.</summary>
    /// <param name="heldOut">Predictions of pictures that the classifier has not learnt from, over two classes.</param>
    /// <param name="goal">What for, with its class named.</param>
    /// <exception cref="DiscernException">There are no predictions.</exception>
    public static ThresholdChoice Of(PredictionTable heldOut, ThresholdGoal goal)
    {
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(goal);
        int label = heldOut.Classes.ToList().IndexOf(goal.Class!);
        if (goal.Rule == ThresholdRule.Given)
        {
            return new ThresholdChoice(goal, goal.Value, 0, IsReached: true, string.Create(CultureInfo.InvariantCulture, $"'{ShownName.Of(heldOut.Classes[1])}' is answered from a probability of {goal.Value:0.###} on, as was asked."));
        }

        (ThresholdPoint point, bool isReached) = ThresholdCurve.Of(heldOut, label).Best(goal);
        string how = string.Create(
            CultureInfo.InvariantCulture,
            $"'{ShownName.Of(goal.Class!)}' is answered from a probability of {point.Threshold:0.###} on, for {goal}: on {heldOut.Rows.Count} pictures not learnt from, {point.Found} of {point.Found + point.Missed} are found with {point.FalseAlarms} false alarms.");
        string sentence = isReached ? how : $"No threshold reaches {goal}; the nearest is taken. {how}";
        return new ThresholdChoice(goal, label == 1 ? point.Threshold : 1 - point.Threshold, heldOut.Rows.Count, isReached, sentence);
    }
}
