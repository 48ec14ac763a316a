using System.Runtime.CompilerServices;

namespace Discern.Evaluation.Intervals;

/// <summary>Whether probabilities are what they say: the expected calibration error, and how often each range of probabilities comes true.</summary>
internal sealed class CalibrationMetrics : MetricFamily
{
    /// <summary>The first value, before those of the bins.</summary>
    public const int ExpectedError = 0, Bins = 1;

    /// <summary>Ranges of the calibration curve.</summary>
    public const int CurveBins = 10;

    private const int ErrorBins = 15;

    private readonly int[] errorBinOf;
    private readonly double[] confidenceGap;
    private readonly int[] curveBinOf;
    private readonly bool[] comesTrue;

    /// <summary>Prepares the metrics.</summary>
    /// <param name="rows">The rows, in the order in which samples count them.</param>
    public CalibrationMetrics(IReadOnlyList<Prediction> rows)
    {
        (float Probability, bool IsTrue)[] likeliest = [.. rows.Select(Likeliest)];
        errorBinOf = [.. likeliest.Select(row => BinOf(row.Probability, ErrorBins))];
        confidenceGap = [.. likeliest.Select(row => row.Probability - (row.IsTrue ? 1.0 : 0.0))];
        (float Probability, bool IsTrue)[] said = [.. rows.Select(Said)];
        curveBinOf = [.. said.Select(row => BinOf(row.Probability, CurveBins))];
        comesTrue = [.. said.Select(row => row.IsTrue)];
        int[] counts = new int[CurveBins];
        foreach (int bin in curveBinOf)
        {
            counts[bin]++;
        }

        Ranges = [MetricRange.Share(rows.Count), .. counts.Select(MetricRange.Share)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<MetricRange> Ranges { get; }

    /// <summary>The statement that the curve holds against the truth: with two classes that it is the second, with more that it is the likeliest.</summary>
    public static (float Probability, bool IsTrue) Said(Prediction row) =>
        row.Probabilities.Length == 2 ? (row.Probabilities[1], row.Label == 1) : Likeliest(row);

    /// <summary>The bin of a probability: open below and closed above as in scikit-learn, 0 in the first.</summary>
    public static int BinOf(double probability, int bins)
    {
        int bin = Math.Clamp((int)Math.Ceiling(probability * bins) - 1, 0, bins - 1);

        // The product may be rounded over an edge.
        return bin > 0 && probability <= (double)bin / bins ? bin - 1 : bin;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Measure(ReadOnlySpan<int> times, Span<double> values)
    {
        Span<double> gaps = stackalloc double[ErrorBins];
        Span<int> counts = stackalloc int[CurveBins];
        Span<int> came = stackalloc int[CurveBins];
        gaps.Clear();
        counts.Clear();
        came.Clear();
        int total = 0;
        for (int row = 0; row < times.Length; row++)
        {
            int count = times[row];
            total += count;
            gaps[errorBinOf[row]] += count * confidenceGap[row];
            counts[curveBinOf[row]] += count;
            came[curveBinOf[row]] += comesTrue[row] ? count : 0;
        }

        double error = 0;
        foreach (double gap in gaps)
        {
            error += Math.Abs(gap);
        }

        values[ExpectedError] = error / total;
        for (int bin = 0; bin < CurveBins; bin++)
        {
            values[Bins + bin] = (double)came[bin] / counts[bin];
        }
    }

    private static (float Probability, bool IsTrue) Likeliest(Prediction row)
    {
        int best = 0;
        for (int label = 1; label < row.Probabilities.Length; label++)
        {
            best = row.Probabilities[label] > row.Probabilities[best] ? label : best;
        }

        return (row.Probabilities[best], best == row.Label);
    }
}
