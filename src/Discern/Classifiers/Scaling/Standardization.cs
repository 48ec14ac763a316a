using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Datasets;

namespace Discern.Classifiers.Scaling;

/// <summary>Shifts and scales each feature so that it has mean 0 and standard deviation 1 over the training rows.</summary>
/// <remarks>
/// Fitted on training rows only: validation and test rows are scaled by what the training rows say. The standard deviation is
/// that of the population, as in scikit-learn's <c>StandardScaler</c>.
/// </remarks>
public sealed class Standardization
{
    private const int ColumnsPerJob = 64;
    // Below a tenth of all features, those that are the same everywhere are not worth a sentence.
    private const int FewShare = 10;

    private const int NamesShown = 5;

    private readonly float[] means;
    private readonly float[] scales;

    /// <summary>Takes means and scales as they are.</summary>
    /// <param name="means">What is subtracted, one per feature.</param>
    /// <param name="scales">What is divided by, one per feature, each above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite, or a scale not above 0.</exception>
    public Standardization(ReadOnlySpan<float> means, ReadOnlySpan<float> scales)
        : this(means.ToArray(), scales.ToArray(), [])
    {
        if (means.Length != scales.Length)
        {
            throw new ArgumentException($"There are {means.Length} means and {scales.Length} scales; each feature needs one of both.", nameof(scales));
        }

        for (int feature = 0; feature < means.Length; feature++)
        {
            if (!float.IsFinite(means[feature]) || !float.IsFinite(scales[feature]) || scales[feature] <= 0)
            {
                throw new ArgumentException($"Feature {feature} has the mean {means[feature]} and the scale {scales[feature]}: both must be finite, the scale above 0.", nameof(scales));
            }
        }
    }

    private Standardization(float[] means, float[] scales, int[] constantFeatures)
    {
        this.means = means;
        this.scales = scales;
        ConstantFeatures = constantFeatures;
    }

    /// <summary>The number of features.</summary>
    public int Count => means.Length;

    /// <summary>What is subtracted, one per feature.</summary>
    public ReadOnlySpan<float> Means => means;

    /// <summary>What is divided by, one per feature; 1 where the training rows are all the same.</summary>
    public ReadOnlySpan<float> Scales => scales;

    /// <summary>The features that are the same in every training row, from 0, ascending; known only where they were measured.</summary>
    public IReadOnlyList<int> ConstantFeatures { get; }

    /// <summary>What the user should know, as sentences: a few features of hundreds that never change are nothing to know of.</summary>
    public IReadOnlyList<string> Remarks => ConstantFeatures.Count == 0 || ConstantFeatures.Count * FewShare < Count
        ? []
        : [$"{Sentence.Count(ConstantFeatures.Count, "feature")} of {Count} {(ConstantFeatures.Count == 1 ? "is" : "are")} the same in every training row and cannot tell classes apart: "
            + $"{string.Join(", ", ConstantFeatures.Take(NamesShown))}{(ConstantFeatures.Count > NamesShown ? $" and {ConstantFeatures.Count - NamesShown} more" : "")}."];

    /// <summary>Leaves every value as it is.</summary>
    /// <param name="count">The number of features.</param>
    public static Standardization None(int count)
    {
        float[] ones = new float[count];
        Array.Fill(ones, 1);
        return new Standardization(new float[count], ones, []);
    }

    /// <summary>Measures means and standard deviations.</summary>
    /// <param name="features">Rows × features, finite.</param>
    /// <param name="rows">The training rows, at least one.</param>
    /// <param name="weights">How often each row of <paramref name="features"/> counts, at least 0 and not all 0 over the rows; null for once each.</param>
    /// <param name="workers">Who computes; their number does not change the bits.</param>
    public static Standardization Fit(Tensor features, IReadOnlyList<int> rows, IReadOnlyList<double>? weights, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        int[] indices = [.. rows];
        double[] shares = new double[indices.Length];
        for (int index = 0; index < indices.Length; index++)
        {
            shares[index] = weights?[indices[index]] ?? 1;
        }

        int columns = features.Shape[1];
        float[] averages = new float[columns];
        float[] deviations = new float[columns];
        workers.For((columns + ColumnsPerJob - 1) / ColumnsPerJob, job =>
        {
            int start = job * ColumnsPerJob;
            Measure(features, indices, shares, start, averages.AsSpan(start, Math.Min(ColumnsPerJob, columns - start)), deviations);
        });
        int[] constant = [.. Enumerable.Range(0, columns).Where(column => deviations[column] == 0)];
        foreach (int column in constant)
        {
            deviations[column] = 1;
        }

        return new Standardization(averages, deviations, constant);
    }

    /// <summary>The same with each scale raised to a power: 1 leaves it, ½ is Pareto scaling.</summary>
    public Standardization WithPower(double power) =>
        new(means, [.. scales.Select(scale => (float)Math.Pow(scale, power))], [.. ConstantFeatures]);

    /// <summary>Scales one row.</summary>
    /// <param name="source">The features as measured.</param>
    /// <param name="target">Receives the scaled ones; may be the same memory.</param>
    public void Apply(ReadOnlySpan<float> source, Span<float> target)
    {
        for (int feature = 0; feature < means.Length; feature++)
        {
            // In double precision, or the difference of two huge values would overflow.
            target[feature] = (float)(((double)source[feature] - means[feature]) / scales[feature]);
        }
    }

    /// <summary>Writes the same as a factor and an addend per feature: x · factor + addend.</summary>
    internal void CopyTo(Span<float> factors, Span<float> addends)
    {
        for (int feature = 0; feature < means.Length; feature++)
        {
            factors[feature] = 1 / scales[feature];
            addends[feature] = -means[feature] / scales[feature];
        }
    }

    /// <summary>Mean and deviation of some neighbouring columns, in two passes; a deviation of 0 marks a constant one.</summary>
    private static void Measure(Tensor features, int[] rows, double[] shares, int start, Span<float> averages, float[] deviations)
    {
        Span<double> sums = stackalloc double[ColumnsPerJob];
        Span<double> squares = stackalloc double[ColumnsPerJob];
        Span<bool> varies = stackalloc bool[ColumnsPerJob];
        sums.Clear();
        squares.Clear();
        varies.Clear();
        double total = 0;
        int width = averages.Length;
        ReadOnlySpan<float> first = Row(features, rows[0], start, width);
        for (int index = 0; index < rows.Length; index++)
        {
            ReadOnlySpan<float> row = Row(features, rows[index], start, width);
            double share = shares[index];
            total += share;
            for (int column = 0; column < width; column++)
            {
                sums[column] += share * row[column];
                varies[column] |= row[column] != first[column];
            }
        }

        for (int index = 0; index < rows.Length; index++)
        {
            ReadOnlySpan<float> row = Row(features, rows[index], start, width);
            for (int column = 0; column < width; column++)
            {
                double difference = row[column] - (sums[column] / total);
                squares[column] += shares[index] * difference * difference;
            }
        }

        for (int column = 0; column < width; column++)
        {
            averages[column] = (float)(sums[column] / total);
            deviations[start + column] = varies[column] ? (float)Math.Sqrt(squares[column] / total) : 0;
        }
    }

    private static ReadOnlySpan<float> Row(Tensor features, int row, int start, int width) =>
        features.Slice(row, 1).Values.Slice(start, width);
}
