namespace Discern.Classifiers.Transfer;

/// <summary>Chooses from which probability on the second of two classes is predicted.</summary>
internal static class ThresholdSearch
{
    private const double UnequalFrom = 2;

    /// <summary>With fewer pictures of the rarer class a chosen threshold would follow single pictures.</summary>
    private const int FewestRare = 20;

    /// <summary>Whether a chosen threshold promises more than 0.5 does: two classes of clearly unequal size, and enough of the rarer.</summary>
    public static bool IsWorthwhile(IReadOnlyList<int> counts) =>
        counts.Count == 2 && counts.Max() >= UnequalFrom * counts.Min() && counts.Min() >= FewestRare;

    /// <summary>The threshold that gives the rarer class the best F1; of equally good ones the middle of the widest gap.</summary>
    /// <param name="probabilities">Rows × 2, by models that have not seen the rows.</param>
    /// <param name="labels">The true classes.</param>
    /// <returns>The threshold for class 1, above 0 and below 1, and the F1 that it gives.</returns>
    public static (double Threshold, double F1) Best(ReadOnlySpan<float> probabilities, IReadOnlyList<int> labels)
    {
        int rare = labels.Count(label => label == 1) * 2 <= labels.Count ? 1 : 0;
        (float Score, bool IsRare)[] rows = new (float, bool)[labels.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = (probabilities[(row * 2) + rare], labels[row] == rare);
        }

        Array.Sort(rows, (one, other) => other.Score.CompareTo(one.Score));
        int positives = rows.Count(row => row.IsRare);
        int right = 0;
        (double Cut, double F1, double Gap) best = (0.5, -1, 0);
        for (int taken = 1; taken <= rows.Length; taken++)
        {
            right += rows[taken - 1].IsRare ? 1 : 0;
            double below = taken < rows.Length ? rows[taken].Score : 0;
            double gap = rows[taken - 1].Score - below;
            double f1 = 2.0 * right / (taken + positives);
            if (gap > 0 && (f1 > best.F1 || (f1 == best.F1 && gap > best.Gap)))
            {
                best = (below + (gap / 2), f1, gap);
            }
        }

        return (rare == 1 ? best.Cut : 1 - best.Cut, best.F1);
    }
}
