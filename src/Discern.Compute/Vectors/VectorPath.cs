using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Discern.Compute.Vectors;

/// <summary>Which vector width the kernels of this process use: the widest that the processor has, chosen at start.</summary>
public static class VectorPath
{
    /// <summary>The width in use.</summary>
    public static VectorWidth Width { get; private set; } = Widest;

    /// <summary>The widest that this processor, and the runtime's settings, allow.</summary>
    /// <remarks>
    /// AVX-512 is asked for itself: <c>Vector512.IsHardwareAccelerated</c> is false on processors that the runtime
    /// believes to lower their clock, although these kernels gain there too.
    /// </remarks>
    public static VectorWidth Widest =>
        Avx512F.IsSupported && Avx512DQ.IsSupported ? VectorWidth.Bits512
        : Avx2.IsSupported && Fma.IsSupported ? VectorWidth.Bits256
        : VectorWidth.Bits128;

    /// <summary>The width in words, such as "AVX-512 (512 bits)".</summary>
    public static string Description => Width switch
    {
        VectorWidth.Bits512 => "AVX-512 (512 bits)",
        VectorWidth.Bits256 => "AVX2 (256 bits)",
        _ => System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? "AdvSimd (128 bits)" : "SSE (128 bits)",
    };

    /// <summary>Uses a narrower width until the result is disposed of, so that tests see every path.</summary>
    internal static IDisposable Force(VectorWidth width)
    {
        if (width > Widest)
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, $"This processor's widest vectors have {(int)Widest} bits.");
        }

        var restore = new Restore(Width);
        Width = width;
        return restore;
    }

    /// <summary>Runs a kernel with the width in use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TKernel>(TKernel kernel)
        where TKernel : struct, IVectorKernel
    {
        switch (Width)
        {
            case VectorWidth.Bits512:
                kernel.Run<Vector512<float>, Lanes512>();
                break;
            case VectorWidth.Bits256:
                kernel.Run<Vector256<float>, Lanes256>();
                break;
            default:
                kernel.Run<Vector128<float>, Lanes128>();
                break;
        }
    }

    private sealed class Restore(VectorWidth width) : IDisposable
    {
        public void Dispose() => Width = width;
    }
}
