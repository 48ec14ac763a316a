using Discern.Compute;
using Discern.Compute.Threading;

namespace Discern.Features;

/// <summary>Refuses tables with NaN or ∞, naming the first such value's place.</summary>
internal static class FiniteValues
{
    private const int RowsPerJob = 1024;

    /// <summary>Looks at every value.</summary>
    /// <exception cref="DiscernException">One is not finite.</exception>
    public static void Require(Tensor features, Workers workers)
    {
        int jobs = (features.Shape.Batch + RowsPerJob - 1) / RowsPerJob;
        int[] firstBad = new int[jobs];
        workers.For(jobs, job =>
        {
            int start = job * RowsPerJob;
            int end = Math.Min(features.Shape.Batch, start + RowsPerJob);
            firstBad[job] = -1;
            for (int row = start; row < end && firstBad[job] < 0; row++)
            {
                firstBad[job] = FirstNotFinite(features.Slice(row, 1).Values) < 0 ? -1 : row;
            }
        });
        foreach (int row in firstBad.Where(row => row >= 0))
        {
            RequireRow(features.Slice(row, 1).Values, row);
        }
    }

    /// <summary>Refuses a row that holds NaN or ∞.</summary>
    /// <exception cref="DiscernException">It does.</exception>
    public static void RequireRow(ReadOnlySpan<float> values, int row)
    {
        int feature = FirstNotFinite(values);
        if (feature >= 0)
        {
            throw new DiscernException($"Feature {feature} of row {row} is {values[feature]}, where a finite number is needed. Mend the value, or leave the row out.");
        }
    }

    // A number less itself is 0 where it is finite, else NaN: sums of vectors tell quickly whether to look closely.
    private static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        var sum = System.Numerics.Vector<float>.Zero;
        int width = System.Numerics.Vector<float>.Count;
        int feature = 0;
        for (; feature <= values.Length - width; feature += width)
        {
            var some = new System.Numerics.Vector<float>(values[feature..]);
            sum += some - some;
        }

        if (float.IsFinite(System.Numerics.Vector.Sum(sum)))
        {
            for (; feature < values.Length && float.IsFinite(values[feature]); feature++)
            {
                // Only the rest is left to look at.
            }

            return feature < values.Length ? feature : -1;
        }

        for (feature = 0; float.IsFinite(values[feature]); feature++)
        {
            // One of them is not.
        }

        return feature;
    }
}
