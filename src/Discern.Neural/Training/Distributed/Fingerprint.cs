using System.Runtime.InteropServices;

namespace Discern.Neural.Training.Distributed;

/// <summary>A number that tells whether processes hold the same: FNV-1a of 64 bits (Fowler, Noll and Vo).</summary>
internal static class Fingerprint
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>The fingerprint of numbers, by their bits.</summary>
    public static ulong Of(ReadOnlySpan<float> values, params ReadOnlySpan<long> more)
    {
        ulong hash = Offset;
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values))
        {
            hash = (hash ^ bits) * Prime;
        }

        foreach (long number in more)
        {
            hash = (hash ^ (ulong)number) * Prime;
        }

        return hash;
    }
}
