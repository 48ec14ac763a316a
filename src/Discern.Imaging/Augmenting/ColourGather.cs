using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Discern.Imaging.Augmenting;

/// <summary>Samples eight pixels of three channels at once, where the processor can gather (AVX2): the same sums in the same order as one by one, and so the same bits.</summary>
internal static unsafe class ColourGather
{
    private const int Lanes = 8;
    private const int Channels = 3;
    private const int BytesOfNumber = sizeof(int);

    /// <summary>Samples as much of a row of the target as there are whole groups of eight.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="grid">Where the target's pixels lie in it.</param>
    /// <param name="colours">What happens to colours.</param>
    /// <param name="row">The row of the target.</param>
    /// <param name="target">Receives width × 3 values.</param>
    /// <returns>How many pixels were sampled; the rest is left to others.</returns>
    public static int Sample(Picture source, in SourceGrid grid, in ColourMatrix colours, int row, Span<float> target)
    {
        if (!Avx2.IsSupported || source.Pixels.Length < BytesOfNumber)
        {
            return 0;
        }

        var x = Vector256.Create(grid.X + (row * grid.RowX));
        var y = Vector256.Create(grid.Y + (row * grid.RowY));
        int width = target.Length / Channels;
        int column = 0;
        float* sums = stackalloc float[Channels * Lanes];
        fixed (byte* pixels = source.Pixels)
        {
            var corners = new Corners(pixels, source);
            for (; column <= width - Lanes; column += Lanes)
            {
                Vector256<float> columns = Vector256.ConvertToSingle(Vector256.Create(column) + Vector256<int>.Indices);
                corners.Sample(x + (columns * grid.ColumnX), y + (columns * grid.ColumnY), out Vector256<float> red, out Vector256<float> green, out Vector256<float> blue);
                for (int channel = 0; channel < Channels; channel++)
                {
                    Vector256<float> sum = (red * colours.Red[channel]) + (green * colours.Green[channel]) + (blue * colours.Blue[channel]) + Vector256.Create(colours.Addend[channel]);
                    Vector256.Min(Vector256.Max(sum, Vector256<float>.Zero), Vector256<float>.One).Store(sums + (channel * Lanes));
                }

                Span<float> group = target.Slice(Channels * column, Channels * Lanes);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    group[Channels * lane] = sums[lane];
                    group[(Channels * lane) + 1] = sums[Lanes + lane];
                    group[(Channels * lane) + 2] = sums[(2 * Lanes) + lane];
                }
            }
        }

        return column;
    }

    /// <summary>The four pixels around each of eight points.</summary>
    private readonly ref struct Corners(byte* pixels, Picture source)
    {
        private readonly byte* pixels = pixels;
        private readonly int width = source.Width;
        private readonly int last = source.Pixels.Length - BytesOfNumber;
        private readonly float right = source.Width - 1;
        private readonly float bottom = source.Height - 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Sample(Vector256<float> x, Vector256<float> y, out Vector256<float> red, out Vector256<float> green, out Vector256<float> blue)
        {
            x = Vector256.Min(Vector256.Max(x, Vector256<float>.Zero), Vector256.Create(right));
            y = Vector256.Min(Vector256.Max(y, Vector256<float>.Zero), Vector256.Create(bottom));
            Vector256<int> column = Avx.ConvertToVector256Int32WithTruncation(x);
            Vector256<int> row = Avx.ConvertToVector256Int32WithTruncation(y);
            Vector256<float> rightward = x - Vector256.ConvertToSingle(column);
            Vector256<float> downward = y - Vector256.ConvertToSingle(row);
            Vector256<int> toRight = Vector256.LessThan(column, Vector256.Create((int)right)) & Vector256<int>.One;
            Vector256<int> toLower = Vector256.LessThan(row, Vector256.Create((int)bottom)) & Vector256.Create(width);
            Vector256<int> upperLeft = (row * width) + column;
            Vector256<int> lowerLeft = upperLeft + toLower;
            Vector256<int> first = Pixels(upperLeft);
            Vector256<int> second = Pixels(upperLeft + toRight);
            Vector256<int> third = Pixels(lowerLeft);
            Vector256<int> fourth = Pixels(lowerLeft + toRight);
            red = Between(first, second, third, fourth, 0, rightward, downward);
            green = Between(first, second, third, fourth, 8, rightward, downward);
            blue = Between(first, second, third, fourth, 16, rightward, downward);
        }

        // Red, green and blue in the three lower bytes. The picture's last pixel is read from a byte before, so that nothing behind the picture is.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<int> Pixels(Vector256<int> index)
        {
            Vector256<int> place = index * Channels;
            Vector256<int> from = Vector256.Min(place, Vector256.Create(last));
            return Avx2.ShiftRightLogicalVariable(Avx2.GatherVector256((int*)pixels, from, 1), ((place - from) << 3).AsUInt32());
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Between(
            Vector256<int> first, Vector256<int> second, Vector256<int> third, Vector256<int> fourth, int shift, Vector256<float> rightward, Vector256<float> downward)
        {
            Vector256<float> upper = Between(Channel(first, shift), Channel(second, shift), rightward);
            Vector256<float> lower = Between(Channel(third, shift), Channel(fourth, shift), rightward);
            return Between(upper, lower, downward);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Channel(Vector256<int> pixels, int shift) =>
            Vector256.ConvertToSingle(Vector256.ShiftRightLogical(pixels, shift) & Vector256.Create(0xFF));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Between(Vector256<float> first, Vector256<float> second, Vector256<float> weight) => first + (weight * (second - first));
    }
}
