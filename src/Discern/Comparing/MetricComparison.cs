using Discern.Evaluation;

namespace Discern.Comparing;

/// <summary>One figure of one contender beside the reference's.</summary>
public sealed record MetricComparison
{
    /// <summary>The figure with its 95 % interval; over folds their mean.</summary>
    public required Estimate Value { get; init; }

    /// <summary>The figure less the reference's, with its 95 % interval; null for the reference.</summary>
    public Estimate? Difference { get; init; }

    /// <summary>How probable so large a difference is by chance; null where no such test was made.</summary>
    public double? PValue { get; init; }

    /// <summary>The same, corrected by Holm for the number of contenders.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>The figure in each fold of each repeat, in the same order for all contenders; null where there are no folds.</summary>
    public IReadOnlyList<double>? Folds { get; init; }
}
