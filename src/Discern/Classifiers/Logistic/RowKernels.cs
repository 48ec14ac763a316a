using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discern.Classifiers.Logistic;

/// <summary>Products of a block of rows in single precision with coefficients in double precision, summed in double precision.</summary>
/// <remarks>
/// Rows are filled up with zeros to <see cref="Lanes"/> columns and blocks to as many rows, so that nothing is left over. A row is wide and
/// classes are few, which makes both products bound by reading the rows: single precision would not be faster, only coarser, and
/// L-BFGS would end in the noise.
/// </remarks>
internal static class RowKernels
{
    /// <summary>Columns and rows come in multiples of this.</summary>
    public const int Lanes = 8;

    private const int RowsAtOnce = 4;

    /// <summary>Rounds up to whole vectors.</summary>
    public static int RoundUp(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>scores[k, i] = Σ_d rows[i, d] · coefficients[k, d].</summary>
    /// <param name="rows">count × stride.</param>
    /// <param name="coefficients">outputs × stride.</param>
    /// <param name="scores">Receives outputs × count.</param>
    /// <param name="stride">Columns with their filling.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores(ReadOnlySpan<float> rows, ReadOnlySpan<double> coefficients, Span<double> scores, int stride)
    {
        int count = rows.Length / stride;
        int outputs = coefficients.Length / stride;
        for (int row = 0; row < count; row += RowsAtOnce)
        {
            ref float first = ref MemoryMarshal.GetReference(rows.Slice(row * stride, RowsAtOnce * stride));
            for (int output = 0; output < outputs; output++)
            {
                ref double factors = ref MemoryMarshal.GetReference(coefficients.Slice(output * stride, stride));
                Vector512<double> sum0 = Vector512<double>.Zero;
                Vector512<double> sum1 = sum0;
                Vector512<double> sum2 = sum0;
                Vector512<double> sum3 = sum0;
                for (int column = 0; column < stride; column += Lanes)
                {
                    Vector512<double> factor = Vector512.LoadUnsafe(ref factors, (nuint)column);
                    sum0 = Vector512.FusedMultiplyAdd(Widen(ref first, column), factor, sum0);
                    sum1 = Vector512.FusedMultiplyAdd(Widen(ref first, column + stride), factor, sum1);
                    sum2 = Vector512.FusedMultiplyAdd(Widen(ref first, column + (2 * stride)), factor, sum2);
                    sum3 = Vector512.FusedMultiplyAdd(Widen(ref first, column + (3 * stride)), factor, sum3);
                }

                Span<double> target = scores.Slice((output * count) + row, RowsAtOnce);
                target[0] = Vector512.Sum(sum0);
                target[1] = Vector512.Sum(sum1);
                target[2] = Vector512.Sum(sum2);
                target[3] = Vector512.Sum(sum3);
            }
        }
    }

    /// <summary>sums[k, d] += Σ_i factors[k, i] · rows[i, d].</summary>
    /// <param name="rows">count × stride.</param>
    /// <param name="factors">outputs × count.</param>
    /// <param name="sums">outputs × stride.</param>
    /// <param name="stride">Columns with their filling.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(ReadOnlySpan<float> rows, ReadOnlySpan<double> factors, Span<double> sums, int stride)
    {
        int count = rows.Length / stride;
        int outputs = sums.Length / stride;
        for (int row = 0; row < count; row += RowsAtOnce)
        {
            ref float first = ref MemoryMarshal.GetReference(rows.Slice(row * stride, RowsAtOnce * stride));
            for (int output = 0; output < outputs; output++)
            {
                ReadOnlySpan<double> four = factors.Slice((output * count) + row, RowsAtOnce);
                Vector512<double> factor0 = Vector512.Create(four[0]);
                Vector512<double> factor1 = Vector512.Create(four[1]);
                Vector512<double> factor2 = Vector512.Create(four[2]);
                Vector512<double> factor3 = Vector512.Create(four[3]);
                ref double target = ref MemoryMarshal.GetReference(sums.Slice(output * stride, stride));
                for (int column = 0; column < stride; column += Lanes)
                {
                    Vector512<double> sum = Vector512.LoadUnsafe(ref target, (nuint)column);
                    sum = Vector512.FusedMultiplyAdd(Widen(ref first, column), factor0, sum);
                    sum = Vector512.FusedMultiplyAdd(Widen(ref first, column + stride), factor1, sum);
                    sum = Vector512.FusedMultiplyAdd(Widen(ref first, column + (2 * stride)), factor2, sum);
                    sum = Vector512.FusedMultiplyAdd(Widen(ref first, column + (3 * stride)), factor3, sum);
                    sum.StoreUnsafe(ref target, (nuint)column);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(ref float values, int index) =>
        Vector512.WidenLower(Vector256.LoadUnsafe(ref values, (nuint)index).ToVector512Unsafe());
}
