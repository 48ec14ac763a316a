namespace Discern.Classifiers.Transfer;

/// <summary>What learns from features.</summary>
public enum TransferTop
{
    /// <summary>A logistic regression.</summary>
    Logistic,

    /// <summary>A small network with one hidden layer.</summary>
    Dense,

    /// <summary>The logistic regression, unless there are a hundred validation pictures or more and the small network is better on them by more than two standard errors.</summary>
    Best,
}
