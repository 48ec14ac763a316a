namespace Discern.Evaluation;

/// <summary>Measures a table of predictions.</summary>
public static class Evaluator
{
    /// <summary>Computes every metric with its interval.</summary>
    /// <exception cref="DiscernException">The table has no rows.</exception>
    /// <exception cref="ArgumentException">A label or an answer is no index into the classes, or the probabilities are not one per class.</exception>
    public static SplitEvaluation Evaluate(PredictionTable table, EvaluationOptions options) => throw new InvalidOperationException("Not written yet.");
}
