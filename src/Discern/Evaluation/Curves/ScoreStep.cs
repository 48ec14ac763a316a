namespace Discern.Evaluation.Curves;

/// <summary>What is answered with a class if it is answered from a probability on.</summary>
/// <param name="Probability">That probability; it occurs among the pictures.</param>
/// <param name="Found">Pictures of the class with at least this probability.</param>
/// <param name="FalseAlarms">Pictures of other classes with at least this probability.</param>
internal readonly record struct ScoreStep(double Probability, int Found, int FalseAlarms)
{
    /// <summary>One step for each probability that occurs, the largest first.</summary>
    public static IReadOnlyList<ScoreStep> Of(PredictionTable table, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, table.Classes.Count);
        var steps = new List<ScoreStep>();
        int found = 0;
        int falseAlarms = 0;
        foreach (var equal in table.Rows.GroupBy(row => row.Probabilities[label]).OrderByDescending(group => group.Key))
        {
            int own = equal.Count(row => row.Label == label);
            found += own;
            falseAlarms += equal.Count() - own;
            steps.Add(new ScoreStep(equal.Key, found, falseAlarms));
        }

        return steps;
    }
}
