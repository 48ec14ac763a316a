namespace Discern.Evaluation.Curves;

/// <summary>The receiver operating characteristic of a class against the rest.</summary>
/// <param name="Points">From (0, 0), where nothing is answered with the class, to (1, 1), where everything is; no point is left out.</param>
public sealed record RocCurve(IReadOnlyList<RocPoint> Points)
{
    /// <summary>Draws the curve.</summary>
    /// <param name="table">The predictions.</param>
    /// <param name="label">The class.</param>
    /// <exception cref="DiscernException">No picture is of the class, or every one is.</exception>
    public static RocCurve Of(PredictionTable table, int label)
    {
        ArgumentNullException.ThrowIfNull(table);
        IReadOnlyList<ScoreStep> steps = ScoreStep.Of(table, label);
        if (steps.Count == 0 || steps[^1].Found == 0 || steps[^1].FalseAlarms == 0)
        {
            throw new DiscernException($"There is no ROC curve of '{table.Classes[label]}': it needs pictures of the class and others. Add the missing ones, or take another class.");
        }

        ScoreStep all = steps[^1];
        return new RocCurve(
        [
            new RocPoint(double.PositiveInfinity, 0, 0),
            .. steps.Select(step => new RocPoint(step.Probability, (double)step.FalseAlarms / all.FalseAlarms, (double)step.Found / all.Found)),
        ]);
    }
}
