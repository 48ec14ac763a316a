namespace Discern.Classifiers.Transfer;

/// <summary>Judges probabilities for pictures that were not learnt from.</summary>
internal static class HeldOut
{
    /// <summary>With fewer pictures a comparison says little, and the final model would rather learn from them.</summary>
    public const int FewestToCompareBy = 100;

    // An answer that is sure and wrong must not outweigh all others without bound.
    private const double Epsilon = 1.0 / (1 << 23);

    /// <summary>The negative logarithm of the true class's probability, for each row.</summary>
    /// <param name="probabilities">Rows × classes.</param>
    /// <param name="labels">The true classes.</param>
    public static double[] Losses(float[] probabilities, IReadOnlyList<int> labels)
    {
        int classes = probabilities.Length / labels.Count;
        return [.. labels.Select((label, row) => -Math.Log(Math.Clamp(probabilities[(row * classes) + label], Epsilon, 1 - Epsilon)))];
    }

    /// <summary>The share of rows whose true class is the likeliest.</summary>
    public static double Accuracy(float[] probabilities, IReadOnlyList<int> labels)
    {
        int classes = probabilities.Length / labels.Count;
        return labels.Select((label, row) => Decision.Of(probabilities.AsSpan(row * classes, classes), threshold: 0.5) == label ? 1 : 0).Average();
    }

    /// <summary>By how many standard errors the second losses are lower than the first, row against row; 0 where there are too few to say.</summary>
    public static double Advantage(double[] first, double[] second)
    {
        double[] differences = [.. first.Zip(second, (one, other) => one - other)];
        if (differences.Length < 2)
        {
            return 0;
        }

        double mean = differences.Average();
        double variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1);
        return variance > 0 ? mean / Math.Sqrt(variance / differences.Length) : 0;
    }
}
