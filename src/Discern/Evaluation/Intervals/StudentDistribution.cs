namespace Discern.Evaluation.Intervals;

/// <summary>Student's t distribution: probabilities to about 1e-12.</summary>
/// <remarks>By the continued fraction of the incomplete beta function (Lentz's method) and Lanczos' logarithm of Γ, as in Press and others, "Numerical recipes", 3rd edition, 2007, 6.1 and 6.4.</remarks>
internal static class StudentDistribution
{
    private const double Precision = 1e-15;
    private const double Tiny = 1e-300;
    private const int MostTerms = 10_000;

    private static ReadOnlySpan<double> Lanczos =>
    [
        676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The probability of a value at least as far from 0 as <paramref name="t"/>, on either side.</summary>
    /// <param name="t">The value; infinite for a probability of 0.</param>
    /// <param name="degreesOfFreedom">1 or more.</param>
    public static double TwoSided(double t, int degreesOfFreedom) =>
        double.IsInfinity(t) ? 0 : IncompleteBeta(degreesOfFreedom / (degreesOfFreedom + (t * t)), degreesOfFreedom / 2.0, 0.5);

    /// <summary>The value beyond which, on either side, a probability lies.</summary>
    /// <param name="probability">Both tails together, in (0, 1).</param>
    /// <param name="degreesOfFreedom">1 or more.</param>
    public static double Quantile(double probability, int degreesOfFreedom)
    {
        double low = 0;
        double high = 1;
        while (TwoSided(high, degreesOfFreedom) > probability)
        {
            high *= 2;
        }

        // Halving until two neighbouring numbers are left needs no derivative and cannot go astray.
        for (double middle = high / 2; middle > low && middle < high; middle = low + ((high - low) / 2))
        {
            (low, high) = TwoSided(middle, degreesOfFreedom) > probability ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        double factor = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2)
            ? factor * Fraction(x, a, b) / a
            : 1 - (factor * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        double numerator = 1;
        double denominator = 1 / Away(1 - ((a + b) * x / (a + 1)));
        double value = denominator;
        for (int term = 1; term <= MostTerms; term++)
        {
            double even = term * (b - term) * x / ((a - 1 + (2 * term)) * (a + (2 * term)));
            denominator = 1 / Away(1 + (even * denominator));
            numerator = Away(1 + (even / numerator));
            value *= denominator * numerator;
            double odd = -(a + term) * (a + b + term) * x / ((a + (2 * term)) * (a + 1 + (2 * term)));
            denominator = 1 / Away(1 + (odd * denominator));
            numerator = Away(1 + (odd / numerator));
            value *= denominator * numerator;
            if (Math.Abs((denominator * numerator) - 1) < Precision)
            {
                break;
            }
        }

        return value;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>log Γ of a number of at least ½.</summary>
    private static double LogGamma(double x)
    {
        double sum = 0.99999999999980993;
        for (int term = 0; term < Lanczos.Length; term++)
        {
            sum += Lanczos[term] / (x + term);
        }

        double shifted = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(shifted)) - shifted + Math.Log(sum);
    }
}
