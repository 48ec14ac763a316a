namespace Discern.Classifiers.Logistic;

/// <summary>Judges the answers for held-out rows.</summary>
internal static class HeldOutScore
{
    // As the log loss of evaluations: an answer that is sure and wrong must not outweigh all others without bound.
    private const double Epsilon = 1.0 / (1 << 23);

    /// <summary>Whether a larger score is a better one.</summary>
    public static bool IsLargerBetter(ScoringRule rule) => rule != ScoringRule.LogLoss;

    /// <summary>The weighted mean over some rows.</summary>
    /// <param name="rule">By what to judge.</param>
    /// <param name="table">Labels and weights.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="probabilities">Their answers: rows × classes.</param>
    public static double Of(ScoringRule rule, TrainingTable table, int[] rows, float[] probabilities)
    {
        double[] sums = new double[table.Classes];
        double[] weights = new double[table.Classes];
        for (int index = 0; index < rows.Length; index++)
        {
            int label = table.Labels[rows[index]];
            double weight = table.Weights?[rows[index]] ?? 1;
            sums[label] += weight * Of(rule, probabilities.AsSpan(index * table.Classes, table.Classes), label);
            weights[label] += weight;
        }

        return rule == ScoringRule.BalancedAccuracy
            ? Enumerable.Range(0, table.Classes).Where(label => weights[label] > 0).Average(label => sums[label] / weights[label])
            : sums.Sum() / weights.Sum();
    }

    private static double Of(ScoringRule rule, ReadOnlySpan<float> answer, int label)
    {
        if (rule == ScoringRule.LogLoss)
        {
            return -Math.Log(Math.Clamp(answer[label], Epsilon, 1 - Epsilon));
        }

        int best = 0;
        for (int other = 1; other < answer.Length; other++)
        {
            best = answer[other] > answer[best] ? other : best;
        }

        return best == label ? 1 : 0;
    }
}
