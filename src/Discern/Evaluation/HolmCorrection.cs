namespace Discern.Evaluation;

/// <summary>Corrects the probabilities of several tests, so that among all of them a difference is found by chance in no more cases than in one.</summary>
/// <remarks>S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).</remarks>
public static class HolmCorrection
{
    /// <summary>The corrected probabilities: the smallest times the number of tests, the next times one less, and so on; never falling, at most 1.</summary>
    /// <param name="probabilities">One for each test, in [0, 1].</param>
    /// <returns>One for each test, in the same order.</returns>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        double[] adjusted = new double[probabilities.Count];
        double largest = 0;
        foreach ((int place, int test) in Enumerable.Range(0, adjusted.Length).OrderBy(test => probabilities[test]).Index())
        {
            largest = Math.Max(largest, Math.Min(1, (adjusted.Length - place) * probabilities[test]));
            adjusted[test] = largest;
        }

        return adjusted;
    }
}
