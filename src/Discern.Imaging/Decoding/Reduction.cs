using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discern.Imaging.Decoding;

/// <summary>Makes pixels fewer by <see cref="Lanczos"/>: each row of the result from its rows, and at once its columns from that row, while it is in the cache.</summary>
/// <remarks>Between the two directions values are neither rounded nor bounded. Products and sums are apart and in a fixed order: the same bits on any processor.</remarks>
internal static class Reduction
{
    /// <summary>The frame of a placement, cut out of the smaller picture.</summary>
    /// <param name="pixels">width × height × bands bytes.</param>
    /// <param name="width">Columns, no fewer than the placement's.</param>
    /// <param name="height">Rows, no fewer than the placement's.</param>
    /// <param name="bands">1 or 3.</param>
    /// <param name="placement">The smaller picture and its frame, which lies inside it.</param>
    public static byte[] Reduce(byte[] pixels, int width, int height, int bands, Placement placement)
    {
        var down = Lanczos.Of(height, placement.Height, placement.Top, placement.FrameHeight);
        var across = Lanczos.Of(width, placement.Width, placement.Left, placement.FrameWidth);
        int stride = width * bands;
        int frameStride = placement.FrameWidth * bands;
        byte[] frame = GC.AllocateUninitializedArray<byte>(checked(frameStride * placement.FrameHeight));
        float[] row = ArrayPool<float>.Shared.Rent(stride + Vector128<float>.Count); // the last pixel is read as four numbers
        try
        {
            for (int place = 0; place < placement.FrameHeight; place++)
            {
                Mix(pixels.AsSpan(down.Start(place) * stride), stride, down.Weights(place), row);
                Span<byte> target = frame.AsSpan(place * frameStride, frameStride);
                if (bands == 3)
                {
                    ReduceColours(row, across, target);
                }
                else
                {
                    ReduceGrey(row, across, target);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(row);
        }

        return frame;
    }

    /// <summary>The weighted sum of rows that lie one below the other.</summary>
    private static void Mix(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights, Span<float> sums)
    {
        ref byte from = ref MemoryMarshal.GetReference(rows);
        ref float to = ref MemoryMarshal.GetReference(sums);
        int column = 0;
        for (; column <= stride - Vector256<float>.Count; column += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int tap = 0; tap < weights.Length; tap++)
            {
                sum += weights[tap] * Eight(ref from, (tap * stride) + column);
            }

            sum.StoreUnsafe(ref to, (nuint)column);
        }

        for (; column < stride; column++)
        {
            float sum = 0;
            for (int tap = 0; tap < weights.Length; tap++)
            {
                sum += weights[tap] * rows[(tap * stride) + column];
            }

            sums[column] = sum;
        }
    }

    private static Vector256<float> Eight(ref byte from, int place)
    {
        Vector128<ushort> numbers = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, place))).AsByte());
        (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(numbers);
        return Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32());
    }

    private static void ReduceColours(float[] row, Lanczos across, Span<byte> target)
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(row);
        for (int place = 0; place < target.Length / 3; place++)
        {
            nuint start = (nuint)(3 * across.Start(place));
            ReadOnlySpan<float> weights = across.Weights(place);
            Vector128<float> sum = Vector128<float>.Zero;
            for (int tap = 0; tap < weights.Length; tap++)
            {
                sum += weights[tap] * Vector128.LoadUnsafe(ref from, start + (nuint)(3 * tap));
            }

            Vector128<int> colour = Vector128.ConvertToInt32(Vector128.Min(Vector128.Max(sum + Vector128.Create(0.5f), Vector128<float>.Zero), Vector128.Create(255f)));
            target[3 * place] = (byte)colour[0];
            target[(3 * place) + 1] = (byte)colour[1];
            target[(3 * place) + 2] = (byte)colour[2];
        }
    }

    private static void ReduceGrey(float[] row, Lanczos across, Span<byte> target)
    {
        for (int place = 0; place < target.Length; place++)
        {
            ReadOnlySpan<float> values = row.AsSpan(across.Start(place), across.Taps);
            ReadOnlySpan<float> weights = across.Weights(place);
            float sum = 0;
            for (int tap = 0; tap < weights.Length; tap++)
            {
                sum += weights[tap] * values[tap];
            }

            target[place] = (byte)Math.Clamp(sum + 0.5f, 0, 255);
        }
    }
}
