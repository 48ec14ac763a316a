namespace Discern.Classifiers.Transfer;

/// <summary>What learns from features.</summary>
public enum TransferTop
{
    /// <summary>A logistic regression.</summary>
    Logistic,

    /// <summary>A small network with one hidden layer.</summary>
    Dense,

    /// <summary>The logistic regression, unless the small network is better on the validation pictures by more than one standard error.</summary>
    Best,
}
