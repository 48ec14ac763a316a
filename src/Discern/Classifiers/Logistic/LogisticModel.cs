using Discern.Classifiers.Scaling;
using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Features;

namespace Discern.Classifiers.Logistic;

/// <summary>Coefficients and intercepts of a fitted logistic regression, with the scaling of its features.</summary>
public sealed class LogisticModel
{
    private const int RowsPerBlock = 64;

    private readonly float[] coefficients;
    private readonly float[] intercepts;
    private readonly double[] factors;
    private readonly int stride;

    /// <summary>Takes the numbers as they are.</summary>
    /// <param name="coefficients">Outputs × features, for scaled features; one output for two classes, else one per class.</param>
    /// <param name="intercepts">One per output.</param>
    /// <param name="standardization">The scaling of the features.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a number is not finite.</exception>
    public LogisticModel(ReadOnlySpan<float> coefficients, ReadOnlySpan<float> intercepts, Standardization standardization)
    {
        ArgumentNullException.ThrowIfNull(standardization);
        int features = standardization.Count;
        if (intercepts.Length is 0 or 2 || features == 0 || coefficients.Length != (long)intercepts.Length * features)
        {
            throw new ArgumentException(
                $"{coefficients.Length} coefficients do not fit {intercepts.Length} intercepts and {features} features: there is one row of them for two classes, else one per class.", nameof(coefficients));
        }

        this.coefficients = coefficients.ToArray();
        this.intercepts = intercepts.ToArray();
        Standardization = standardization;
        stride = RowKernels.RoundUp(features + 1);
        factors = new double[intercepts.Length * stride];
        for (int output = 0; output < intercepts.Length; output++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                factors[(output * stride) + feature] = coefficients[(output * features) + feature];
            }

            factors[(output * stride) + features] = intercepts[output];
        }

        if (!double.IsFinite(VectorArithmetic.LargestMagnitude(factors)))
        {
            throw new ArgumentException("A coefficient or an intercept is not a finite number.", nameof(coefficients));
        }
    }

    /// <summary>The number of classes.</summary>
    public int Classes => intercepts.Length == 1 ? 2 : intercepts.Length;

    /// <summary>The number of features.</summary>
    public int Features => Standardization.Count;

    /// <summary>Outputs × features, for scaled features. With two classes the one output is the log-odds of class 1.</summary>
    public ReadOnlySpan<float> Coefficients => coefficients;

    /// <summary>One per output.</summary>
    public ReadOnlySpan<float> Intercepts => intercepts;

    /// <summary>The scaling of the features; measured on the training rows.</summary>
    public Standardization Standardization { get; }

    /// <summary>The probabilities of the classes, a block of rows at a time: no copy of the table is made.</summary>
    /// <param name="features">Rows × features, as measured: they are scaled here.</param>
    /// <param name="workers">Who computes.</param>
    /// <returns>Rows × classes; each row adds up to 1.</returns>
    /// <exception cref="ArgumentException">The table has another number of features.</exception>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public float[] Predict(Tensor features, Workers workers) =>
        Predict(features, [.. Enumerable.Range(0, features.Shape.Batch)], workers);

    /// <summary>Writes the coefficients as a dense layer has them: features × outputs.</summary>
    internal void CopyKernelTo(Span<float> kernel)
    {
        for (int feature = 0; feature < Features; feature++)
        {
            for (int output = 0; output < intercepts.Length; output++)
            {
                kernel[(feature * intercepts.Length) + output] = coefficients[(output * Features) + feature];
            }
        }
    }

    /// <summary>The same for some rows of the table.</summary>
    internal float[] Predict(Tensor features, int[] rows, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (features.Shape.Rank != 2 || features.Shape[1] != Features)
        {
            throw new ArgumentException($"The model knows {Features} features; a table of {features.Shape} has not as many columns.", nameof(features));
        }

        float[] probabilities = new float[(long)rows.Length * Classes];
        workers.For((rows.Length + RowsPerBlock - 1) / RowsPerBlock, block =>
        {
            int start = block * RowsPerBlock;
            int count = Math.Min(RowsPerBlock, rows.Length - start);
            PredictBlock(features, rows.AsSpan(start, count), probabilities.AsSpan(start * Classes, count * Classes));
        });
        return probabilities;
    }

    private void PredictBlock(Tensor features, ReadOnlySpan<int> rows, Span<float> probabilities)
    {
        int padded = RowKernels.RoundUp(rows.Length);
        float[] block = new float[padded * stride];
        double[] scores = new double[intercepts.Length * padded];
        for (int row = 0; row < rows.Length; row++)
        {
            ReadOnlySpan<float> values = features.Slice(rows[row], 1).Values;
            FiniteValues.RequireRow(values, rows[row]);
            Span<float> target = block.AsSpan(row * stride, stride);
            Standardization.Apply(values, target);
            target[Features] = 1;
        }

        RowKernels.Scores(block, factors, scores, stride);
        for (int row = 0; row < rows.Length; row++)
        {
            Normalize(scores.AsSpan(row), padded, probabilities.Slice(row * Classes, Classes));
        }
    }

    /// <summary>Scores that lie <paramref name="step"/> apart become probabilities.</summary>
    private void Normalize(ReadOnlySpan<double> scores, int step, Span<float> probabilities)
    {
        if (intercepts.Length == 1)
        {
            double small = Math.Exp(-Math.Abs(scores[0]));
            double likely = 1 / (1 + small);
            double unlikely = small / (1 + small); // not 1 − likely, which would lose a small probability to rounding
            (probabilities[0], probabilities[1]) = scores[0] >= 0 ? ((float)unlikely, (float)likely) : ((float)likely, (float)unlikely);
            return;
        }

        double largest = double.NegativeInfinity;
        for (int label = 0; label < probabilities.Length; label++)
        {
            largest = Math.Max(largest, scores[label * step]);
        }

        double sum = 0;
        for (int label = 0; label < probabilities.Length; label++)
        {
            sum += Math.Exp(scores[label * step] - largest);
        }

        for (int label = 0; label < probabilities.Length; label++)
        {
            probabilities[label] = (float)(Math.Exp(scores[label * step] - largest) / sum);
        }
    }
}
