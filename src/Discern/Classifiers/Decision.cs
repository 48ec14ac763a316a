namespace Discern.Classifiers;

/// <summary>Which class probabilities speak for.</summary>
internal static class Decision
{
    /// <summary>With two classes the second from the threshold on; with more the likeliest, the first of equals.</summary>
    public static int Of(ReadOnlySpan<float> probabilities, double threshold)
    {
        if (probabilities.Length == 2)
        {
            return probabilities[1] >= threshold ? 1 : 0;
        }

        int best = 0;
        for (int label = 1; label < probabilities.Length; label++)
        {
            if (probabilities[label] > probabilities[best])
            {
                best = label;
            }
        }

        return best;
    }
}
