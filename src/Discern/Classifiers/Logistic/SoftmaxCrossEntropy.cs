using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Discern.Classifiers.Logistic;

/// <summary>The loss of several classes, log Σ exp(score) − the true class's score.</summary>
internal static class SoftmaxCrossEntropy
{
    /// <summary>Sums the weighted losses of a block and puts their derivatives in the place of the scores.</summary>
    /// <param name="scores">Classes × rows; receives the derivatives.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="weights">How much each row counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Differentiate(Span<double> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        int rows = labels.Length;
        int classes = scores.Length / rows;
        double loss = 0;
        for (int row = 0; row < rows; row += RowKernels.Lanes)
        {
            for (int lane = row; lane < row + RowKernels.Lanes; lane++)
            {
                loss -= weights[lane] * scores[(labels[lane] * rows) + lane];
            }

            Vector512<double> weight = Vector512.Create(weights[row..]);
            loss += Vector512.Sum(weight * NormalizeLanes(scores, rows, classes, row, weight));
            for (int lane = row; lane < row + RowKernels.Lanes; lane++)
            {
                scores[(labels[lane] * rows) + lane] -= weights[lane];
            }
        }

        return loss;
    }

    /// <summary>Turns the scores of eight rows into weighted probabilities; answers log Σ exp(score) of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> NormalizeLanes(Span<double> scores, int rows, int classes, int row, Vector512<double> weight)
    {
        Vector512<double> largest = Vector512.Create<double>(scores[row..]);
        for (int other = 1; other < classes; other++)
        {
            largest = Vector512.Max(largest, Vector512.Create<double>(scores[((other * rows) + row)..]));
        }

        Vector512<double> sum = Vector512<double>.Zero;
        for (int each = 0; each < classes; each++)
        {
            Span<double> place = scores[((each * rows) + row)..];
            Vector512<double> power = Vector512.Exp(Vector512.Create<double>(place) - largest);
            sum += power;
            power.CopyTo(place);
        }

        Vector512<double> factor = weight / sum;
        for (int each = 0; each < classes; each++)
        {
            Span<double> place = scores[((each * rows) + row)..];
            (factor * Vector512.Create<double>(place)).CopyTo(place);
        }

        return largest + Vector512.Log(sum);
    }
}
