namespace Discern.Evaluation.Curves;

/// <summary>Precision against recall of a class.</summary>
/// <param name="Points">From the least threshold on, as in scikit-learn; the last stands for no answer at all: precision 1, recall 0.</param>
public sealed record PrecisionRecallCurve(IReadOnlyList<PrecisionRecallPoint> Points)
{
    /// <summary>Draws the curve.</summary>
    /// <param name="table">The predictions.</param>
    /// <param name="label">The class.</param>
    /// <exception cref="DiscernException">No picture is of the class.</exception>
    public static PrecisionRecallCurve Of(PredictionTable table, int label)
    {
        ArgumentNullException.ThrowIfNull(table);
        IReadOnlyList<ScoreStep> steps = ScoreStep.Of(table, label);
        if (steps.Count == 0 || steps[^1].Found == 0)
        {
            throw new DiscernException($"There is no precision-recall curve of '{table.Classes[label]}': no picture is of that class. Add some, or take another class.");
        }

        return new PrecisionRecallCurve(
        [
            .. steps.Reverse().Select(step => new PrecisionRecallPoint(step.Probability, (double)step.Found / (step.Found + step.FalseAlarms), (double)step.Found / steps[^1].Found)),
            new PrecisionRecallPoint(double.PositiveInfinity, 1, 0),
        ]);
    }
}
