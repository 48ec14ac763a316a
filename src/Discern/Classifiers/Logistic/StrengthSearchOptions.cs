namespace Discern.Classifiers.Logistic;

/// <summary>How the strength of logistic regression is chosen.</summary>
public sealed record StrengthSearchOptions
{
    /// <summary>
    /// The strengths to try, each above 0. Null for ten, evenly spaced on a logarithmic scale from 0.01 / v to 1000 / v, where v is the sum of the
    /// features' variances: as many as there are features, once they are standardised.
    /// </summary>
    public IReadOnlyList<double>? Grid { get; init; }

    /// <summary>How many folds, at least 2; fewer are taken, and a remark says so, where a class is too small.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The same seed draws the same folds.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>By what held-out rows are judged.</summary>
    public ScoringRule Scoring { get; init; } = ScoringRule.LogLoss;

    /// <summary>
    /// Whether to take the smallest strength whose mean lies within one standard error of the best (Breiman and others, 1984), a
    /// simpler model that is not clearly worse, instead of the best.
    /// </summary>
    public bool IsWithinOneStandardError { get; init; }

    /// <summary>The tolerance of the fits of the search; differences between strengths need no exact coefficients.</summary>
    public double Tolerance { get; init; } = 1e-4;
}
