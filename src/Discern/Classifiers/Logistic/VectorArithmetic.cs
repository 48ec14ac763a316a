using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discern.Classifiers.Logistic;

/// <summary>Sums over long vectors of doubles, always in the same order.</summary>
/// <remarks>Compiled at once for the best, as all code with wide vectors: it cannot be compiled ahead, and a first, slow version would serve for half a second.</remarks>
internal static class VectorArithmetic
{
    private static int Lanes => Vector512<double>.Count;

    /// <summary>Σ left · right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right[..left.Length]);
        Vector512<double> even = Vector512<double>.Zero;
        Vector512<double> odd = Vector512<double>.Zero;
        int index = 0;
        for (; index <= left.Length - (2 * Lanes); index += 2 * Lanes)
        {
            even = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)index), Vector512.LoadUnsafe(ref b, (nuint)index), even);
            odd = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)(index + Lanes)), Vector512.LoadUnsafe(ref b, (nuint)(index + Lanes)), odd);
        }

        double sum = Vector512.Sum(even + odd);
        for (; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    /// <summary>target += factor · source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        ref double from = ref MemoryMarshal.GetReference(source);
        ref double to = ref MemoryMarshal.GetReference(target[..source.Length]);
        Vector512<double> factors = Vector512.Create(factor);
        int index = 0;
        for (; index <= source.Length - Lanes; index += Lanes)
        {
            Vector512<double> sum = Vector512.FusedMultiplyAdd(factors, Vector512.LoadUnsafe(ref from, (nuint)index), Vector512.LoadUnsafe(ref to, (nuint)index));
            sum.StoreUnsafe(ref to, (nuint)index);
        }

        for (; index < source.Length; index++)
        {
            target[index] = Math.FusedMultiplyAdd(factor, source[index], target[index]);
        }
    }

    /// <summary>target ·= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(double factor, Span<double> target)
    {
        foreach (ref double value in target)
        {
            value *= factor;
        }
    }

    /// <summary>The largest absolute value; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
