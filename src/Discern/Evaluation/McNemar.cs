namespace Discern.Evaluation;

/// <summary>
/// Whether two classifiers differ by more than chance on the same pictures: only those count that one of them answers rightly
/// and the other wrongly, and if the two were equally good, either would be the right one half of the time.
/// </summary>
/// <remarks>
/// The exact test, two-sided: McNemar, "Note on the sampling error of the difference between correlated proportions or
/// percentages" (Psychometrika 12, 1947), with the binomial distribution as in statsmodels and R's exact2x2.
/// </remarks>
/// <param name="OnlyFirst">Pictures that only the first answers rightly.</param>
/// <param name="OnlySecond">Pictures that only the second answers rightly.</param>
public sealed record McNemar(int OnlyFirst, int OnlySecond)
{
    /// <summary>The level below which a difference is called more than chance.</summary>
    public const double Level = 0.05;

    /// <summary>How often a difference of at least this size would come by chance, 0 to 1.</summary>
    public double PValue
    {
        get
        {
            int count = OnlyFirst + OnlySecond;
            int fewer = Math.Min(OnlyFirst, OnlySecond);
            double logTerm = -count * Math.Log(2);
            double tail = Math.Exp(logTerm);
            for (int k = 1; k <= fewer; k++)
            {
                logTerm += Math.Log(count - k + 1) - Math.Log(k);
                tail += Math.Exp(logTerm);
            }

            return Math.Min(1, 2 * tail);
        }
    }

    /// <summary>Whether the difference is more than chance explains.</summary>
    public bool IsSignificant => PValue < Level;

    /// <summary>Compares the answers of two classifiers to the same pictures, found by their paths.</summary>
    /// <returns>Null where the pictures, or what they show, are not the same.</returns>
    public static McNemar? Of(PredictionTable first, PredictionTable second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var others = new Dictionary<string, Prediction>(StringComparer.Ordinal);
        foreach (Prediction row in second.Rows)
        {
            others[row.Path] = row;
        }

        if (!first.Classes.SequenceEqual(second.Classes, StringComparer.Ordinal) || others.Count != first.Rows.Count)
        {
            return null;
        }

        int onlyFirst = 0;
        int onlySecond = 0;
        foreach (Prediction row in first.Rows)
        {
            if (!others.TryGetValue(row.Path, out Prediction? other) || other.Label != row.Label)
            {
                return null;
            }

            bool isRight = row.Predicted == row.Label;
            bool isOtherRight = other.Predicted == other.Label;
            onlyFirst += isRight && !isOtherRight ? 1 : 0;
            onlySecond += isOtherRight && !isRight ? 1 : 0;
        }

        return new McNemar(onlyFirst, onlySecond);
    }
}
