using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discern.Compute.Distances;

/// <summary>The squared distance of two rows in double precision, summed in the same order on every machine.</summary>
public static class ExactDistance
{
    /// <summary>|left − right|².</summary>
    /// <exception cref="ArgumentException">The rows are of different length.</exception>
    public static double Square(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"Rows of {left.Length} and {right.Length} features have no distance.", nameof(right));
        }

        return Square(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), left.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Square(ref float left, ref float right, int count)
    {
        Vector256<double> low = Vector256<double>.Zero;
        Vector256<double> high = Vector256<double>.Zero;
        int index = 0;
        for (; index <= count - Vector256<float>.Count; index += Vector256<float>.Count)
        {
            (Vector256<double> leftLow, Vector256<double> leftHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref left, (nuint)index));
            (Vector256<double> rightLow, Vector256<double> rightHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref right, (nuint)index));
            Vector256<double> first = leftLow - rightLow;
            Vector256<double> second = leftHigh - rightHigh;
            low = Vector256.FusedMultiplyAdd(first, first, low);
            high = Vector256.FusedMultiplyAdd(second, second, high);
        }

        double sum = Vector256.Sum(low + high);
        for (; index < count; index++)
        {
            double difference = (double)Unsafe.Add(ref left, index) - Unsafe.Add(ref right, index);
            sum += difference * difference;
        }

        return sum;
    }
}
