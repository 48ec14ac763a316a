namespace Discern.Evaluation;

/// <summary>What the cells of a confusion matrix are shares of, as scikit-learn's <c>normalize</c>.</summary>
public enum ConfusionNormalization
{
    /// <summary>Of the pictures of the true class: a row adds up to 1.</summary>
    True,

    /// <summary>Of the answers with a class: a column adds up to 1.</summary>
    Predicted,

    /// <summary>Of all pictures.</summary>
    All,
}
