namespace Discern.Evaluation;

/// <summary>The table of precision, recall, F1 and support, in scikit-learn's text layout.</summary>
public static class ClassificationReport
{
    /// <summary>
    /// Formats the report, character for character as <c>sklearn.metrics.classification_report</c> does with its defaults: two
    /// digits, and only the classes that occur in truth or among the answers.
    /// </summary>
    /// <returns>Lines that end in a line feed each.</returns>
    public static string Format(SplitEvaluation evaluation) => throw new InvalidOperationException("Not written yet.");
}
