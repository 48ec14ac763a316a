using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Discern.Compute.Random;

/// <summary>Philox for eight blocks of the counter at once: each 32-bit word in the low half of a 64-bit lane.</summary>
internal static unsafe class PhiloxLanes
{
    /// <summary>How many numbers eight blocks hold.</summary>
    public const int Count = 32;

    private const float Unit = 1f / (1 << 24);

    /// <summary>Writes the numbers of eight blocks in their order, each as a multiple of 2⁻²⁴ in [0, 1).</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="block">The first block.</param>
    /// <param name="numbers">Receives <see cref="Count"/> values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Units(ulong seed, ulong stream, ulong block, float* numbers)
    {
        Vector512<ulong> low = Vector512.Create<ulong>(uint.MaxValue);
        Vector512<ulong> counter = Vector512.Create(block) + Vector512.CreateSequence(0UL, 1UL);
        Vector512<ulong> x0 = counter & low;
        Vector512<ulong> x1 = counter >>> 32;
        Vector512<ulong> x2 = Vector512.Create(stream & uint.MaxValue);
        Vector512<ulong> x3 = Vector512.Create(stream >> 32);
        uint key0 = (uint)seed;
        uint key1 = (uint)(seed >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector512<ulong> left = x0 * Vector512.Create<ulong>(Philox.Multiplier0);
            Vector512<ulong> right = x2 * Vector512.Create<ulong>(Philox.Multiplier1);
            x0 = (right >>> 32) ^ x1 ^ Vector512.Create<ulong>(key0);
            x1 = right & low;
            x2 = (left >>> 32) ^ x3 ^ Vector512.Create<ulong>(key1);
            x3 = left & low;
            key0 += Philox.Weyl0;
            key1 += Philox.Weyl1;
        }

        // Lane b of the first holds the first half of block b, of the second its second half; in memory they take turns.
        Vector512<ulong> first = x0 | (x1 << 32);
        Vector512<ulong> second = x2 | (x3 << 32);
        Vector512<ulong> isFirst = Vector512.Create(ulong.MaxValue, 0, ulong.MaxValue, 0, ulong.MaxValue, 0, ulong.MaxValue, 0);
        Vector512<ulong> front = Vector512.Create(0UL, 0, 1, 1, 2, 2, 3, 3);
        Vector512<ulong> back = Vector512.Create(4UL, 4, 5, 5, 6, 6, 7, 7);
        Scaled(Vector512.ConditionalSelect(isFirst, Vector512.Shuffle(first, front), Vector512.Shuffle(second, front))).Store(numbers);
        Scaled(Vector512.ConditionalSelect(isFirst, Vector512.Shuffle(first, back), Vector512.Shuffle(second, back))).Store(numbers + (Count / 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scaled(Vector512<ulong> pairs) => Vector512.ConvertToSingle((pairs.AsUInt32() >>> 8).AsInt32()) * Unit;
}
