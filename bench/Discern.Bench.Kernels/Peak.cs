using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Discern.Bench.Kernels;

/// <summary>What one core can do at the most: fused multiply-adds among registers alone, with the widest vectors it has.</summary>
internal static class Peak
{
    private const int Rounds = 200_000;
    private const int Chains = 20;

    /// <summary>GFLOP/s of a slice of a few milliseconds.</summary>
    public static double Measure()
    {
        bool isWide = Avx512F.IsSupported;
        double start = ThreadClock.Seconds;
        float sum = isWide ? Wide(Rounds) : Narrow(Rounds);
        double seconds = ThreadClock.Seconds - start;
        return sum >= 0 ? 2.0 * Rounds * Chains * (isWide ? 16 : 8) / seconds / 1e9 : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide(int rounds)
    {
        Vector512<float> x = Vector512.Create(0.001f), y = x;
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
        Vector512<float> k = x, l = x, m = x, n = x, o = x, p = x, q = x, r = x, s = x, t = x;
        do
        {
            a = Vector512.FusedMultiplyAdd(x, y, a);
            b = Vector512.FusedMultiplyAdd(x, y, b);
            c = Vector512.FusedMultiplyAdd(x, y, c);
            d = Vector512.FusedMultiplyAdd(x, y, d);
            e = Vector512.FusedMultiplyAdd(x, y, e);
            f = Vector512.FusedMultiplyAdd(x, y, f);
            g = Vector512.FusedMultiplyAdd(x, y, g);
            h = Vector512.FusedMultiplyAdd(x, y, h);
            i = Vector512.FusedMultiplyAdd(x, y, i);
            j = Vector512.FusedMultiplyAdd(x, y, j);
            k = Vector512.FusedMultiplyAdd(x, y, k);
            l = Vector512.FusedMultiplyAdd(x, y, l);
            m = Vector512.FusedMultiplyAdd(x, y, m);
            n = Vector512.FusedMultiplyAdd(x, y, n);
            o = Vector512.FusedMultiplyAdd(x, y, o);
            p = Vector512.FusedMultiplyAdd(x, y, p);
            q = Vector512.FusedMultiplyAdd(x, y, q);
            r = Vector512.FusedMultiplyAdd(x, y, r);
            s = Vector512.FusedMultiplyAdd(x, y, s);
            t = Vector512.FusedMultiplyAdd(x, y, t);
        }
        while (--rounds > 0);
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow(int rounds)
    {
        Vector256<float> x = Vector256.Create(0.001f), y = x;
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
        do
        {
            for (int half = 0; half < 2; half++)
            {
                a = Vector256.FusedMultiplyAdd(x, y, a);
                b = Vector256.FusedMultiplyAdd(x, y, b);
                c = Vector256.FusedMultiplyAdd(x, y, c);
                d = Vector256.FusedMultiplyAdd(x, y, d);
                e = Vector256.FusedMultiplyAdd(x, y, e);
                f = Vector256.FusedMultiplyAdd(x, y, f);
                g = Vector256.FusedMultiplyAdd(x, y, g);
                h = Vector256.FusedMultiplyAdd(x, y, h);
                i = Vector256.FusedMultiplyAdd(x, y, i);
                j = Vector256.FusedMultiplyAdd(x, y, j);
            }
        }
        while (--rounds > 0);
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
