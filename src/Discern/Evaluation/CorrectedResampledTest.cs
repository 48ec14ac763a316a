using Discern.Evaluation.Intervals;

namespace Discern.Evaluation;

/// <summary>
/// Whether the mean of differences that were measured on overlapping resamples, such as the folds of repeated cross-validation, is more than chance: the corrected
/// resampled t-test. Classifiers of two folds have learnt from many of the same pictures, so that a plain t-test finds differences where there are none.
/// </summary>
/// <remarks>
/// C. Nadeau and Y. Bengio, "Inference for the generalization error", Machine Learning 52 (2003): the variance of the mean is (1/J + n₂/n₁) · s² for J differences, each judged
/// on n₂ pictures by what was learnt from n₁. For repeated cross-validation R. Bouckaert and E. Frank, "Evaluating the replicability of significance
/// tests for comparing learning algorithms", PAKDD 2004, with J − 1 degrees of freedom.
/// </remarks>
/// <param name="Mean">The mean difference.</param>
/// <param name="StandardError">The corrected standard error of the mean, 0 or more.</param>
/// <param name="DegreesOfFreedom">The number of differences less 1.</param>
public sealed record CorrectedResampledTest(double Mean, double StandardError, int DegreesOfFreedom)
{
    private const double Outside = 0.05;

    /// <summary>The mean in standard errors; 0 where the differences are all 0, infinite where they are all the same otherwise.</summary>
    public double Statistic => Mean == 0 ? 0 : Mean / StandardError;

    /// <summary>How probable a mean at least as far from 0 is if there is no difference, in [0, 1].</summary>
    public double PValue => StudentDistribution.TwoSided(Statistic, DegreesOfFreedom);

    /// <summary>The mean with its 95 % interval.</summary>
    public Estimate Interval
    {
        get
        {
            double reach = StandardError * StudentDistribution.Quantile(Outside, DegreesOfFreedom);
            return new Estimate(Mean, Mean - reach, Mean + reach);
        }
    }

    /// <summary>Tests differences.</summary>
    /// <param name="differences">One for each fold of each repeat, at least two.</param>
    /// <param name="testShare">Pictures that judge for each that is learnt from, n₂/n₁: with k folds 1 / (k − 1).</param>
    /// <exception cref="ArgumentException">There are fewer than two differences, or the share is not above 0.</exception>
    /// <example><code>
    /// var test = CorrectedResampledTest.Of([0.02, 0.01, 0.03, 0.02, 0.01], testShare: 1.0 / 4);
    /// Console.WriteLine(test.PValue);
    /// </code></example>
    public static CorrectedResampledTest Of(IReadOnlyList<double> differences, double testShare)
    {
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentOutOfRangeException.ThrowIfLessThan(differences.Count, 2, nameof(differences));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testShare);
        double mean = differences.Average();
        double variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Count - 1);
        return new CorrectedResampledTest(mean, Math.Sqrt(((1.0 / differences.Count) + testShare) * variance), differences.Count - 1);
    }
}
