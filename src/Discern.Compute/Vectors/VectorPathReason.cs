using System.Runtime.Intrinsics.X86;

namespace Discern.Compute.Vectors;

/// <summary>Why <see cref="VectorPath"/> uses no wider vectors.</summary>
public static class VectorPathReason
{
    // Leaf 7 of CPUID, second register.
    private const int Avx2Bit = 1 << 5;
    private const int Avx512Bits = (1 << 16) | (1 << 17); // F and DQ

    /// <summary>The end of a sentence that names the width, such as "this processor has no AVX-512"; null where the widest vectors there are are in use.</summary>
    public static string? Text => Explain(VectorPath.Width, X86Base.IsSupported ? X86Base.CpuId(7, 0).Ebx : null);

    /// <summary>The same for a width and a processor.</summary>
    /// <param name="width">The width in use.</param>
    /// <param name="features">What the processor says that it has; null where it is none of Intel's kind.</param>
    internal static string? Explain(VectorWidth width, int? features) => (width, features) switch
    {
        (VectorWidth.Bits512, _) or (_, null) => null,
        (VectorWidth.Bits256, { } bits) => Missing("AVX-512", (bits & Avx512Bits) == Avx512Bits),
        (_, { } bits) => Missing("AVX2", (bits & Avx2Bit) != 0),
    };

    private static string Missing(string what, bool isInProcessor) => isInProcessor
        ? $"this processor has {what}, which the system or a setting of the runtime (DOTNET_Enable…) refuses"
        : $"this processor has no {what}";
}
