namespace Discern.Classifiers.Logistic;

/// <summary>The strengths that were tried, and the one chosen.</summary>
public sealed record StrengthSearchResult
{
    /// <summary>The strength to use.</summary>
    public required double Chosen { get; init; }

    /// <summary>The strength with the best mean; the smallest of equals.</summary>
    public required double Best { get; init; }

    /// <summary>How each strength did, ascending.</summary>
    public required IReadOnlyList<StrengthScore> Grid { get; init; }

    /// <summary>
    /// What the fits of the chosen strength answered for the rows they had not seen: to the search's tolerance, and a little
    /// optimistic, since the same rows chose the strength.
    /// </summary>
    public required OutOfFoldPredictions OutOfFold { get; init; }

    /// <summary>By what held-out rows were judged.</summary>
    public required ScoringRule Scoring { get; init; }

    /// <summary>The number of folds that were taken.</summary>
    public required int Folds { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
