namespace Discern.Classifiers.Transfer;

/// <summary>Tells whether a threshold should be chosen where nobody asks for one.</summary>
internal static class ThresholdSearch
{
    private const double UnequalFrom = 2;

    /// <summary>With fewer pictures of the rarer class a chosen threshold would follow single pictures.</summary>
    private const int FewestRare = 20;

    /// <summary>Whether a chosen threshold promises more than 0.5 does: two classes of clearly unequal size, and enough of the rarer.</summary>
    public static bool IsWorthwhile(IReadOnlyList<int> counts) =>
        counts.Count == 2 && counts.Max() >= UnequalFrom * counts.Min() && counts.Min() >= FewestRare;
}
