using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Discern.Compute.Bfloat16;

/// <summary>
/// Single precision to bfloat16, the upper half of its bits: rounded to the nearest, a tie to the even one. What is not a number
/// stays so; values beyond the largest become infinite.
/// </summary>
internal static unsafe class Rounding
{
    private const uint QuietBit = 0x0040_0000;
    private const uint HalfLess = 0x7FFF;

    /// <summary>Values of a pixel with zeros behind them to whole steps of the tiles.</summary>
    public static int PaddedChannels(int channels) => (channels + TileProduct.Depth - 1) / TileProduct.Depth * TileProduct.Depth;

    /// <summary>One value.</summary>
    public static ushort Round(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((float.IsNaN(value) ? bits | QuietBit : bits + HalfLess + ((bits >> 16) & 1)) >> 16);
    }

    /// <summary>One value back.</summary>
    public static float Widen(ushort value) => BitConverter.UInt32BitsToSingle((uint)value << 16);

    /// <summary>Rounds pixels, each with zeros behind its channels.</summary>
    /// <param name="source">pixels × channels; up to 32 values behind them are read and not used.</param>
    /// <param name="pixels">How many.</param>
    /// <param name="channels">Values of each.</param>
    /// <param name="target">pixels × <see cref="PaddedChannels"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, nint pixels, int channels, ushort* target)
    {
        int rest = channels % TileProduct.Depth;
        if (rest == 0)
        {
            // No zeros between them: one long row.
            for (nint left = pixels * channels; left > 0; left -= TileProduct.Depth)
            {
                Round32(source).Store(target);
                source += TileProduct.Depth;
                target += TileProduct.Depth;
            }

            return;
        }

        Vector512<ushort> kept = Vector512.LessThan(Vector512<ushort>.Indices, Vector512.Create((ushort)rest));
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            float* end = source + channels;
            for (float* last = end - rest; source < last; source += TileProduct.Depth)
            {
                Round32(source).Store(target);
                target += TileProduct.Depth;
            }

            (Round32(source) & kept).Store(target);
            target += TileProduct.Depth;
            source = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Round32(float* source) =>
        Vector512.Narrow(Round16(Vector512.Load(source)), Round16(Vector512.Load(source + Vector512<float>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Round16(Vector512<float> value)
    {
        Vector512<uint> bits = value.AsUInt32();
        Vector512<uint> rounded = bits + Vector512.Create(HalfLess) + ((bits >>> 16) & Vector512<uint>.One);
        Vector512<uint> isNumber = Vector512.Equals(value, value).AsUInt32();
        return Vector512.ConditionalSelect(isNumber, rounded, bits | Vector512.Create(QuietBit)) >>> 16;
    }
}
