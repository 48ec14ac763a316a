namespace Discern.Classifiers.CrossValidation;

/// <summary>How many rows of each class each fold holds so far.</summary>
internal sealed class FoldContent
{
    private readonly int[] totals;
    private readonly int[][] byClass;
    private readonly int[] sizes;

    public FoldContent(int folds, IReadOnlyList<int> labels)
    {
        totals = new int[labels.Max() + 1];
        foreach (int label in labels)
        {
            totals[label]++;
        }

        byClass = [.. Enumerable.Range(0, folds).Select(_ => new int[totals.Length])];
        sizes = new int[folds];
    }

    /// <summary>Puts rows where least of their classes is; of equals, into the smallest fold, then the first.</summary>
    /// <returns>The fold.</returns>
    public int Place((int Label, int Count)[] labels, int rows)
    {
        int best = 0;
        double bestShare = double.PositiveInfinity;
        for (int fold = 0; fold < sizes.Length; fold++)
        {
            // Whole numbers for a single row, so that no rounding decides between folds that hold the same.
            double share = 0;
            foreach ((int label, int count) in labels)
            {
                share += labels.Length == 1 ? byClass[fold][label] : (double)count * byClass[fold][label] / totals[label];
            }

            if (share < bestShare || (share == bestShare && sizes[fold] < sizes[best]))
            {
                (best, bestShare) = (fold, share);
            }
        }

        foreach ((int label, int count) in labels)
        {
            byClass[best][label] += count;
        }

        sizes[best] += rows;
        return best;
    }

    /// <summary>Refuses folds one of which holds all rows of a class: it could not be learned when that fold is held out.</summary>
    public void RequireEveryClassOutsideEachFold()
    {
        for (int fold = 0; fold < sizes.Length; fold++)
        {
            for (int label = 0; label < totals.Length; label++)
            {
                if (totals[label] > 0 && byClass[fold][label] == totals[label])
                {
                    throw new DiscernException(
                        $"The groups cannot be dealt into {sizes.Length} folds: all rows of class {label} would come into one. Use fewer folds, or smaller groups.");
                }
            }
        }
    }
}
