using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Discern.Compute.Peaks;

/// <summary>Fused multiply-adds among registers alone, with the widest vectors there are: what one core can do at the most.</summary>
public static class MultiplyAdds
{
    // As many chains, none of which waits for another, as hide the instruction's latency on every processor of today.
    private const int Chains = 20;

    /// <summary>Computes so many rounds on the calling thread.</summary>
    /// <param name="rounds">200,000 take about a millisecond.</param>
    /// <returns>The floating-point operations that it took, a multiplication and an addition counted as two.</returns>
    public static double Run(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rounds);
        bool isWide = Avx512F.IsSupported;
        float sum = isWide ? Wide(rounds) : Narrow(rounds);
        int lanes = isWide ? Vector512<float>.Count : Vector256<float>.Count;

        // The sum is looked at, or the compiler might leave the work out.
        return sum >= 0 ? 2.0 * rounds * Chains * lanes : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide(int rounds)
    {
        Vector512<float> x = Vector512.Create(0.001f), y = x;
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
        Vector512<float> k = x, l = x, m = x, n = x, o = x, p = x, q = x, r = x, s = x, t = x;
        do
        {
            a = Vector512.MultiplyAddEstimate(x, y, a);
            b = Vector512.MultiplyAddEstimate(x, y, b);
            c = Vector512.MultiplyAddEstimate(x, y, c);
            d = Vector512.MultiplyAddEstimate(x, y, d);
            e = Vector512.MultiplyAddEstimate(x, y, e);
            f = Vector512.MultiplyAddEstimate(x, y, f);
            g = Vector512.MultiplyAddEstimate(x, y, g);
            h = Vector512.MultiplyAddEstimate(x, y, h);
            i = Vector512.MultiplyAddEstimate(x, y, i);
            j = Vector512.MultiplyAddEstimate(x, y, j);
            k = Vector512.MultiplyAddEstimate(x, y, k);
            l = Vector512.MultiplyAddEstimate(x, y, l);
            m = Vector512.MultiplyAddEstimate(x, y, m);
            n = Vector512.MultiplyAddEstimate(x, y, n);
            o = Vector512.MultiplyAddEstimate(x, y, o);
            p = Vector512.MultiplyAddEstimate(x, y, p);
            q = Vector512.MultiplyAddEstimate(x, y, q);
            r = Vector512.MultiplyAddEstimate(x, y, r);
            s = Vector512.MultiplyAddEstimate(x, y, s);
            t = Vector512.MultiplyAddEstimate(x, y, t);
        }
        while (--rounds > 0);
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t);
    }

    // Sixteen registers hold ten chains; a processor without the instruction multiplies and adds.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow(int rounds)
    {
        Vector256<float> x = Vector256.Create(0.001f), y = x;
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
        do
        {
            for (int half = 0; half < 2; half++)
            {
                a = Vector256.MultiplyAddEstimate(x, y, a);
                b = Vector256.MultiplyAddEstimate(x, y, b);
                c = Vector256.MultiplyAddEstimate(x, y, c);
                d = Vector256.MultiplyAddEstimate(x, y, d);
                e = Vector256.MultiplyAddEstimate(x, y, e);
                f = Vector256.MultiplyAddEstimate(x, y, f);
                g = Vector256.MultiplyAddEstimate(x, y, g);
                h = Vector256.MultiplyAddEstimate(x, y, h);
                i = Vector256.MultiplyAddEstimate(x, y, i);
                j = Vector256.MultiplyAddEstimate(x, y, j);
            }
        }
        while (--rounds > 0);
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
