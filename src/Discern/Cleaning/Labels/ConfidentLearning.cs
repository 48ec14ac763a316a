namespace Discern.Cleaning.Labels;

/// <summary>Finds labels that are probably wrong.</summary>
/// <remarks>
/// Northcutt, Jiang and Chuang, "Confident learning: estimating uncertainty in dataset labels", JAIR 2021. An example counts as one of class j where its
/// probability of j is at least what examples labelled j have on average, and largest among such classes; those that so fall off the
/// diagonal of the confident joint are suspects. The averages make up for classifiers that are surer of one class than of another.
/// </remarks>
public static class ConfidentLearning
{
    /// <summary>The suspects, the clearest first.</summary>
    /// <param name="probabilities">Rows × classes, each row by a model that has not seen it.</param>
    /// <param name="labels">The given class of each row, from 0.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static IReadOnlyList<LabelSuspect> Suspects(ReadOnlySpan<float> probabilities, IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (probabilities.Length != (long)labels.Count * classes)
        {
            throw new ArgumentException($"{labels.Count} labels of {classes} classes need {(long)labels.Count * classes} probabilities, not {probabilities.Length}.", nameof(probabilities));
        }

        double[] thresholds = Thresholds(probabilities, labels, classes);
        var suspects = new List<LabelSuspect>();
        for (int row = 0; row < labels.Count; row++)
        {
            ReadOnlySpan<float> own = probabilities.Slice(row * classes, classes);
            int confident = -1;
            for (int candidate = 0; candidate < classes; candidate++)
            {
                if (own[candidate] >= thresholds[candidate] && (confident < 0 || own[candidate] > own[confident]))
                {
                    confident = candidate;
                }
            }

            if (confident >= 0 && confident != labels[row])
            {
                suspects.Add(new LabelSuspect(row, confident, own[confident] - own[labels[row]]));
            }
        }

        suspects.Sort(static (one, other) => one.Margin != other.Margin ? other.Margin.CompareTo(one.Margin) : one.Row.CompareTo(other.Row));
        return suspects;
    }

    /// <summary>For each class, the mean probability of it among the examples that are labelled so.</summary>
    private static double[] Thresholds(ReadOnlySpan<float> probabilities, IReadOnlyList<int> labels, int classes)
    {
        double[] sums = new double[classes];
        int[] counts = new int[classes];
        for (int row = 0; row < labels.Count; row++)
        {
            sums[labels[row]] += probabilities[(row * classes) + labels[row]];
            counts[labels[row]]++;
        }

        // No example, no threshold that anything could reach.
        return [.. sums.Zip(counts, (sum, count) => count == 0 ? double.PositiveInfinity : sum / count)];
    }
}
