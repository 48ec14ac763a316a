using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discern.Imaging.Decoding;

/// <summary>Makes pixels fewer by <see cref="Lanczos"/>: each row once across, and rows of the result from those that are near, which wait in a ring.</summary>
/// <remarks>
/// Three bands lie in four lanes, so that two neighbours are one vector. Between the two directions values are neither rounded nor bounded. Products and sums are apart and in a fixed order:
/// the same bits on any processor.
/// </remarks>
internal sealed class Reduction
{
    private const int Lanes = 4;

    // Rows of the ring are whole steps, of four vectors each.
    private const int Step = 32;

    // With these a row of four lanes has its bands in a row: the fourth lane's places are written over by the next pixels.
    private static Vector128<byte> Packed => Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);

    // And the other way round; what is beyond the vector gives 0.
    private static Vector128<byte> Spread => Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);

    private readonly int bands;
    private readonly Lanczos across;
    private readonly float[] pairs;
    private readonly float[] row;
    private readonly float[] ring;
    private readonly int ringStride;

    private Reduction(int width, int bands, Lanczos across, int rows)
    {
        this.bands = bands;
        this.across = across;
        pairs = bands == 1 ? [] : Pairs(across);
        row = new float[bands == 1 ? width : Lanes * (width + 1)]; // of an odd number of neighbours the last has one beyond it, with a weight of 0
        ringStride = ((bands == 1 ? across.Count : Lanes * across.Count) + Step - 1) / Step * Step;
        ring = new float[rows * ringStride];
    }

    /// <summary>The frame of a placement, cut out of the smaller picture.</summary>
    /// <param name="pixels">width × height × bands bytes.</param>
    /// <param name="width">Columns, no fewer than the placement's.</param>
    /// <param name="height">Rows, no fewer than the placement's.</param>
    /// <param name="bands">1 or 3.</param>
    /// <param name="placement">The smaller picture and its frame, which lies inside it.</param>
    public static byte[] Reduce(ReadOnlySpan<byte> pixels, int width, int height, int bands, Placement placement)
    {
        var down = Lanczos.Of(height, placement.Height, placement.Top, placement.FrameHeight);
        var right = Lanczos.Of(width, placement.Width, placement.Left, placement.FrameWidth);
        var reduction = new Reduction(width, bands, right, down.Taps);
        return reduction.Run(pixels, width * bands, down, placement.FrameHeight, placement.FrameWidth * bands);
    }

    private byte[] Run(ReadOnlySpan<byte> pixels, int stride, Lanczos down, int height, int frameStride)
    {
        byte[] frame = GC.AllocateUninitializedArray<byte>(checked(frameStride * height));
        Span<byte> line = new byte[ringStride];
        Span<float> weights = stackalloc float[down.Taps];
        int next = down.Start(0);
        for (int place = 0; place < height; place++)
        {
            for (; next < down.Start(place) + down.Taps; next++)
            {
                ReduceRow(pixels[(next * stride)..], stride, ring.AsSpan(next % down.Taps * ringStride, ringStride));
            }

            // The ring's rows are taken as they lie; only their weights go round.
            for (int tap = 0; tap < down.Taps; tap++)
            {
                weights[(down.Start(place) + tap) % down.Taps] = down.Weights(place)[tap];
            }

            Mix(weights, line);
            line[..frameStride].CopyTo(frame.AsSpan(place * frameStride));
        }

        return frame;
    }

    /// <summary>Weights of neighbours two by two, each for four lanes.</summary>
    private static float[] Pairs(Lanczos across)
    {
        int taps = across.Taps + (across.Taps % 2);
        float[] each = new float[across.Count * taps * Lanes];
        for (int place = 0; place < across.Count; place++)
        {
            ReadOnlySpan<float> weights = across.Weights(place);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                each.AsSpan(((place * taps) + tap) * Lanes, Lanes).Fill(weights[tap]);
            }
        }

        return each;
    }

    private void ReduceRow(ReadOnlySpan<byte> pixels, int stride, Span<float> target)
    {
        if (bands == 1)
        {
            for (int column = 0; column < stride; column++)
            {
                row[column] = pixels[column];
            }

            ReduceGrey(target);
        }
        else
        {
            Widen(pixels, stride / 3);
            ReduceColours(target);
        }
    }

    private void Widen(ReadOnlySpan<byte> pixels, int width)
    {
        ref float to = ref MemoryMarshal.GetArrayDataReference(row);
        int column = 0;
        for (; column <= width - 4 && (3 * column) + Vector128<byte>.Count <= pixels.Length; column += 4)
        {
            Vector128<byte> four = Vector128.Shuffle(Vector128.Create(pixels.Slice(3 * column, Vector128<byte>.Count)), Spread);
            (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(four);
            nuint place = (nuint)(Lanes * column);
            Single(Vector128.WidenLower(lower)).StoreUnsafe(ref to, place);
            Single(Vector128.WidenUpper(lower)).StoreUnsafe(ref to, place + 4);
            Single(Vector128.WidenLower(upper)).StoreUnsafe(ref to, place + 8);
            Single(Vector128.WidenUpper(upper)).StoreUnsafe(ref to, place + 12);
        }

        for (; column < width; column++)
        {
            for (int band = 0; band < 3; band++)
            {
                row[(Lanes * column) + band] = pixels[(3 * column) + band];
            }
        }
    }

    private static Vector128<float> Single(Vector128<uint> numbers) => Vector128.ConvertToSingle(numbers.AsInt32());

    private void ReduceColours(Span<float> target)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(row);
        ref float weight = ref MemoryMarshal.GetArrayDataReference(pairs);
        ref float to = ref MemoryMarshal.GetReference(target);
        nuint count = (nuint)((across.Taps + 1) / 2 * Vector256<float>.Count);
        nuint weights = 0;
        for (int place = 0; weights < (nuint)pairs.Length; place++, weights += count)
        {
            nuint start = (nuint)(Lanes * across.Start(place));
            Vector256<float> sum = Vector256<float>.Zero;
            for (nuint tap = 0; tap < count; tap += (nuint)Vector256<float>.Count)
            {
                sum += Vector256.LoadUnsafe(ref weight, weights + tap) * Vector256.LoadUnsafe(ref from, start + tap);
            }

            (sum.GetLower() + sum.GetUpper()).StoreUnsafe(ref to, (nuint)(Lanes * place));
        }
    }

    private void ReduceGrey(Span<float> target)
    {
        for (int place = 0; place < across.Count; place++)
        {
            ReadOnlySpan<float> values = row.AsSpan(across.Start(place), across.Taps);
            ReadOnlySpan<float> weights = across.Weights(place);
            float sum = 0;
            for (int tap = 0; tap < weights.Length; tap++)
            {
                sum += weights[tap] * values[tap];
            }

            target[place] = sum;
        }
    }

    /// <summary>A row of the result, rounded, from the ring.</summary>
    private void Mix(ReadOnlySpan<float> weights, Span<byte> line)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(ring);
        int written = 0;
        for (int column = 0; column < ringStride; column += Step)
        {
            Vector256<float> first = Vector256.Create(0.5f);
            Vector256<float> second = first;
            Vector256<float> third = first;
            Vector256<float> fourth = first;
            nuint place = (nuint)column;
            foreach (float weight in weights)
            {
                var all = Vector256.Create(weight);
                first += all * Vector256.LoadUnsafe(ref from, place);
                second += all * Vector256.LoadUnsafe(ref from, place + 8);
                third += all * Vector256.LoadUnsafe(ref from, place + 16);
                fourth += all * Vector256.LoadUnsafe(ref from, place + 24);
                place += (nuint)ringStride;
            }

            Vector256<byte> bytes = Vector256.Narrow(Vector256.Narrow(Bounded(first), Bounded(second)), Vector256.Narrow(Bounded(third), Bounded(fourth)));
            written += Write(bytes.GetLower(), line[written..]);
            written += Write(bytes.GetUpper(), line[written..]);
        }
    }

    private static Vector256<uint> Bounded(Vector256<float> sums) =>
        Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(sums, Vector256<float>.Zero), Vector256.Create(255f))).AsUInt32();

    private int Write(Vector128<byte> bytes, Span<byte> line)
    {
        (bands == 1 ? bytes : Vector128.Shuffle(bytes, Packed)).CopyTo(line);
        return bands == 1 ? 16 : 12;
    }
}
