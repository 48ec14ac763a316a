using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discern.Classifiers.Logistic;

/// <summary>The loss of two classes, log(1 + exp(−m)) with m = the score, its sign turned for class 0.</summary>
internal static class BinaryCrossEntropy
{
    /// <summary>Sums the weighted losses of a block and puts their derivatives in the place of the scores.</summary>
    /// <param name="scores">Log-odds of class 1; receives the derivatives.</param>
    /// <param name="signs">+1 for class 1, −1 for class 0.</param>
    /// <param name="weights">How much each row counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Differentiate(Span<double> scores, ReadOnlySpan<double> signs, ReadOnlySpan<double> weights)
    {
        ref double score = ref MemoryMarshal.GetReference(scores);
        ref double sign = ref MemoryMarshal.GetReference(signs[..scores.Length]);
        ref double weight = ref MemoryMarshal.GetReference(weights[..scores.Length]);
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> loss = Vector512<double>.Zero;
        for (int row = 0; row < scores.Length; row += RowKernels.Lanes)
        {
            Vector512<double> side = Vector512.LoadUnsafe(ref sign, (nuint)row);
            Vector512<double> share = Vector512.LoadUnsafe(ref weight, (nuint)row);
            Vector512<double> margin = side * Vector512.LoadUnsafe(ref score, (nuint)row);

            // exp of a number below 0 only: neither branch overflows.
            Vector512<double> small = Vector512.Exp(-Vector512.Abs(margin));
            Vector512<double> inverse = one / (one + small);
            Vector512<double> wrong = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(margin, Vector512<double>.Zero), small * inverse, inverse);
            loss += share * (Vector512.Max(-margin, Vector512<double>.Zero) + Vector512.Log(one + small));
            (-side * wrong * share).StoreUnsafe(ref score, (nuint)row);
        }

        return Vector512.Sum(loss);
    }
}
