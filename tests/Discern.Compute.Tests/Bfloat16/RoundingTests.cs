using Discern.Compute.Bfloat16;

namespace Discern.Compute.Tests.Bfloat16;

public sealed unsafe class RoundingTests
{
    public static TheoryData<uint, ushort> Hostile => new()
    {
        { 0x0000_0000, 0x0000 },
        { 0x8000_0000, 0x8000 },
        { 0x3F80_8000, 0x3F80 }, // a tie, the even one below
        { 0x3F81_8000, 0x3F82 }, // a tie, the even one above
        { 0x3F80_8001, 0x3F81 },
        { 0x3F80_7FFF, 0x3F80 },
        { 0x7F7F_FFFF, 0x7F80 }, // the largest float is nearer to infinity
        { 0x7F7F_7FFF, 0x7F7F },
        { 0x7F80_0000, 0x7F80 },
        { 0xFF80_0000, 0xFF80 },
        { 0x7F80_0001, 0x7FC0 }, // not numbers, whose bits in the upper half alone would make them infinite
        { 0xFF80_FFFF, 0xFFC0 },
        { 0x7FFF_FFFF, 0x7FFF },
        { 0xFFFF_FFFF, 0xFFFF },
        { 0x0000_0001, 0x0000 }, // the smallest
        { 0x0000_8001, 0x0001 },
        { 0x007F_FFFF, 0x0080 }, // the largest subnormal becomes the smallest normal
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Rounds_to_the_nearest_and_ties_to_even(uint bits, ushort expected)
    {
        Assert.Equal(expected, Rounding.Round(BitConverter.UInt32BitsToSingle(bits)));
        Assert.Equal(expected, Vectorised([BitConverter.UInt32BitsToSingle(bits)], 1)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(96)]
    [InlineData(144)]
    public void Vectors_round_as_one_value_does_and_put_zeros_behind(int channels)
    {
        // Bit patterns from all over the range, those of no number among them.
        const int pixels = 50;
        var values = new float[pixels * channels];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = BitConverter.UInt32BitsToSingle((uint)index * 2654435761u);
        }

        ushort[] actual = Vectorised(values, channels);

        int padded = Rounding.PaddedChannels(channels);
        var expected = new ushort[pixels * padded];
        for (int index = 0; index < values.Length; index++)
        {
            expected[(index / channels * padded) + (index % channels)] = Rounding.Round(values[index]);
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void What_it_holds_exactly_comes_back()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            float value = Rounding.Widen((ushort)bits);
            if (!float.IsNaN(value))
            {
                Assert.Equal((ushort)bits, Rounding.Round(value));
            }
        }
    }

    private static ushort[] Vectorised(float[] values, int channels)
    {
        Tensor source = Tensors.Zeros(new Shape(values.Length + 64));
        source.Values[values.Length..].Fill(float.NaN);
        values.CopyTo(source.Values);
        int pixels = values.Length / channels;
        var target = new ushort[pixels * Rounding.PaddedChannels(channels)];
        Array.Fill(target, (ushort)0xABCD);
        fixed (ushort* first = target)
        {
            Rounding.Run(source.Pointer, pixels, channels, first);
        }

        return target;
    }
}
