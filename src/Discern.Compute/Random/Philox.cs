using System.Runtime.CompilerServices;

namespace Discern.Compute.Random;

/// <summary>
/// Counter-based random numbers: the n-th number of a stream is a pure function of (seed, stream, n), so that work may be
/// cut over any number of threads, stopped and resumed, and still draw the same bits.
/// </summary>
/// <remarks>
/// Philox-4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011); the same
/// generator as in Random123, NumPy and TensorFlow. One instance is one stream and belongs to one thread.
/// </remarks>
public struct Philox
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    private readonly uint key0;
    private readonly uint key1;
    private readonly ulong stream;
    private ulong block;
    private Block buffer;
    private int used;

    /// <summary>Opens a stream of numbers at its start.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">What the numbers are for: an epoch, a picture, a layer. Streams of one seed are independent.</param>
    public Philox(ulong seed, ulong stream)
    {
        key0 = (uint)seed;
        key1 = (uint)(seed >> 32);
        this.stream = stream;
        used = 4;
    }

    /// <summary>Names a stream by up to four numbers, such as (purpose, epoch, picture, variant).</summary>
    public static ulong Stream(ulong a, ulong b, ulong c = 0, ulong d = 0)
    {
        // SplitMix64's finaliser after each part spreads neighbouring numbers over all 64 bits.
        ulong hash = Mix(a + 0x9E3779B97F4A7C15);
        hash = Mix(hash ^ (b + 0xBF58476D1CE4E5B9));
        hash = Mix(hash ^ (c + 0x94D049BB133111EB));
        return Mix(hash ^ (d + 0xD6E8FEB86659FD93));
    }

    /// <summary>The numbers that <see cref="NextSingle"/> gives from a block on, many at once: for kernels that address numbers by index.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="block">The first block of the counter; each holds four numbers.</param>
    /// <param name="numbers">Receives values in [0, 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Fill(ulong seed, ulong stream, ulong block, Span<float> numbers)
    {
        fixed (float* target = numbers)
        {
            int whole = numbers.Length / PhiloxLanes.Count * PhiloxLanes.Count;
            for (int index = 0; index < whole; index += PhiloxLanes.Count)
            {
                PhiloxLanes.Units(seed, stream, block + ((ulong)index / 4), target + index);
            }

            float* last = stackalloc float[PhiloxLanes.Count];
            PhiloxLanes.Units(seed, stream, block + ((ulong)whole / 4), last);
            new ReadOnlySpan<float>(last, numbers.Length - whole).CopyTo(numbers[whole..]);
        }
    }

    /// <summary>The four numbers of one block of the counter, with nothing kept.</summary>
    public static (uint A, uint B, uint C, uint D) At(ulong seed, ulong stream, ulong block)
    {
        Block numbers = Encrypt((uint)seed, (uint)(seed >> 32), stream, block);
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (used == 4)
        {
            buffer = Encrypt(key0, key1, stream, block++);
            used = 0;
        }

        return buffer[used++];
    }

    /// <summary>The next number in [0, 1), a multiple of 2⁻²⁴: every value is exact in single precision.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>The next number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble()
    {
        ulong high = NextUInt32();
        ulong bits = (high << 32) | NextUInt32();
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>The next whole number in [0, <paramref name="exclusiveMaximum"/>), without bias.</summary>
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);

        // Lemire's multiplication with rejection of the short remainder (ACM TOMACS 29:1, 2019).
        uint range = (uint)exclusiveMaximum;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = (uint)(-(int)range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>The next number of the standard normal distribution, by Box and Muller's transform.</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextDouble()));
        return radius * Math.Cos(2.0 * Math.PI * NextDouble());
    }

    /// <summary>Puts the values in a random order, each order as likely as another (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInt32(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static Block Encrypt(uint key0, uint key1, ulong stream, ulong counter)
    {
        uint x0 = (uint)counter, x1 = (uint)(counter >> 32), x2 = (uint)stream, x3 = (uint)(stream >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong left = (ulong)Multiplier0 * x0;
            ulong right = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(right >> 32) ^ x1 ^ key0, (uint)right, (uint)(left >> 32) ^ x3 ^ key1, (uint)left);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        Block numbers = default;
        numbers[0] = x0;
        numbers[1] = x1;
        numbers[2] = x2;
        numbers[3] = x3;
        return numbers;
    }

    [InlineArray(4)]
    private struct Block
    {
        private uint first;
    }
}
