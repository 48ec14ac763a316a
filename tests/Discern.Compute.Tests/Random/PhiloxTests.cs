using Discern.Compute.Random;

namespace Discern.Compute.Tests.Random;

public sealed class PhiloxTests
{
    [Fact]
    public void Agrees_with_Random123_s_known_answers()
    {
        // kat_vectors of Random123 1.14: philox4x32 10, counter and key all zero, then all ones, then digits of pi.
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.At(0, 0, 0));
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), Philox.At(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue));
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.At(0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88));
    }

    [Fact]
    public void Draws_the_numbers_of_its_blocks_in_order()
    {
        var random = new Philox(7, 9);
        for (ulong block = 0; block < 5; block++)
        {
            var (a, b, c, d) = Philox.At(7, 9, block);
            Assert.Equal([a, b, c, d], new[] { random.NextUInt32(), random.NextUInt32(), random.NextUInt32(), random.NextUInt32() });
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 32)]
    [InlineData(0x299f31d0a4093822, 0x0370734413198a2e, uint.MaxValue - 3, 131)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 5)]
    [InlineData(7, 9, 11, 0)]
    public void Fills_with_what_it_would_have_drawn_one_by_one(ulong seed, ulong stream, ulong block, int count)
    {
        float[] numbers = new float[count];
        Philox.Fill(seed, stream, block, numbers);
        for (int index = 0; index < count; index++)
        {
            var (a, b, c, d) = Philox.At(seed, stream, unchecked(block + ((ulong)index / 4)));
            Assert.Equal((new[] { a, b, c, d }[index % 4] >> 8) / (float)(1 << 24), numbers[index]);
        }
    }

    [Fact]
    public void Is_uniform_and_normal_enough()
    {
        var random = new Philox(1, 2);
        var counts = new int[10];
        double sum = 0, squares = 0;
        for (int draw = 0; draw < 100_000; draw++)
        {
            counts[random.NextInt32(10)]++;
            double normal = random.NextNormal();
            sum += normal;
            squares += normal * normal;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.InRange(sum / 100_000, -0.015, 0.015);
        Assert.InRange(squares / 100_000, 0.98, 1.02);
    }

    [Fact]
    public void Shuffles_into_a_permutation_that_the_seed_decides()
    {
        int[] first = [.. Enumerable.Range(0, 100)];
        int[] second = [.. Enumerable.Range(0, 100)];
        var random = new Philox(3, 4);
        random.Shuffle(first.AsSpan());
        random = new Philox(3, 4);
        random.Shuffle(second.AsSpan());
        Assert.Equal(first, second);
        Assert.NotEqual(Enumerable.Range(0, 100), first);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
    }
}
