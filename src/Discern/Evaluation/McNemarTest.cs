namespace Discern.Evaluation;

/// <summary>
/// Whether two classifiers that answered the same pictures differ by more than chance: McNemar's test, exact. Only the pictures
/// count that one of them answered rightly and the other wrongly; were both equally good, each would fall to either side like a coin.
/// </summary>
/// <remarks>
/// Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages", Psychometrika 12 (1947);
/// the two-sided binomial probability, not its approximation by chi-squared.
/// </remarks>
/// <param name="OnlyFirst">Pictures that only the first classifier answered rightly, 0 or more.</param>
/// <param name="OnlySecond">Pictures that only the second classifier answered rightly, 0 or more.</param>
public sealed record McNemarTest(int OnlyFirst, int OnlySecond)
{
    /// <summary>Below this probability a difference counts as more than chance: the counterpart of 95 % intervals.</summary>
    private const double Significance = 0.05;

    /// <summary>How probable a split at least as unequal is if both classifiers are equally good, in [0, 1]; 1 where they never differ.</summary>
    public double PValue { get; } = TwoSided(OnlyFirst, OnlySecond);

    /// <summary>Whether <see cref="PValue"/> is below 5 %.</summary>
    public bool IsMoreThanChance => PValue < Significance;

    /// <summary>Counts the pictures on which two tables differ.</summary>
    /// <param name="first">The first classifier's answers.</param>
    /// <param name="second">The second classifier's answers to the same pictures, in any order.</param>
    /// <param name="label">Only the pictures of this class count; null: all do.</param>
    /// <exception cref="ArgumentException">The tables are not over the same pictures, or a picture stands twice in one.</exception>
    /// <example><code>
    /// var test = McNemarTest.Of(before.Predictions(Split.Test)!, after.Predictions(Split.Test)!);
    /// Console.WriteLine(test.IsMoreThanChance ? "They differ." : "Chance explains the difference.");
    /// </code></example>
    public static McNemarTest Of(PredictionTable first, PredictionTable second, int? label = null)
    {
        if (!AreOfSamePictures(first, second))
        {
            throw new ArgumentException("A paired test needs two tables over the same pictures with the same classes.", nameof(second));
        }

        var answers = second.Rows.ToDictionary(row => row.Path, IsRight, StringComparer.Ordinal);
        var differing = first.Rows
            .Where(row => (label is null || row.Label == label) && IsRight(row) != answers[row.Path])
            .ToList();
        int onlyFirst = differing.Count(IsRight);
        return new McNemarTest(onlyFirst, differing.Count - onlyFirst);
    }

    /// <summary>Whether two tables hold the same pictures, each once and with the same class, and so can be compared picture by picture.</summary>
    public static bool AreOfSamePictures(PredictionTable first, PredictionTable second)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        return first.Classes.SequenceEqual(second.Classes, StringComparer.Ordinal)
            && first.Rows.Count == second.Rows.Count
            && first.Rows.All(row => labels.TryAdd(row.Path, row.Label))
            && second.Rows.All(row => labels.Remove(row.Path, out int label) && label == row.Label);
    }

    private static bool IsRight(Prediction row) => row.Predicted == row.Label;

    // Twice the smaller tail of a fair coin thrown n times. It is summed from its largest term down, each a share of the one before;
    // the largest is a logarithm first, since 2^-n alone is 0 in double precision for more than a thousand pictures.
    private static double TwoSided(int first, int second)
    {
        int fewer = Math.Min(first, second);
        int all = first + second;
        if (first == second)
        {
            return 1;
        }

        double logarithm = -all * Math.Log(2);
        for (int k = 1; k <= fewer; k++)
        {
            logarithm += Math.Log((double)(all - fewer + k) / k);
        }

        double sum = 1;
        double term = 1;
        for (int k = fewer; k > 0 && term > 0; k--)
        {
            term *= (double)k / (all - k + 1);
            sum += term;
        }

        return Math.Min(1, 2 * Math.Exp(logarithm) * sum);
    }
}
