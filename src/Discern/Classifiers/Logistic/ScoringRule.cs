namespace Discern.Classifiers.Logistic;

/// <summary>By what the answers for held-out rows are judged.</summary>
public enum ScoringRule
{
    /// <summary>The mean negative logarithm of the true class's probability; smaller is better.</summary>
    LogLoss,

    /// <summary>The share of right answers; larger is better.</summary>
    Accuracy,

    /// <summary>The mean of the classes' shares of right answers; larger is better.</summary>
    BalancedAccuracy,
}
