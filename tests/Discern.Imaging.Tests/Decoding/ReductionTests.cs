using Discern.Imaging.Decoding;

namespace Discern.Imaging.Tests.Decoding;

public sealed class ReductionTests
{
    [Theory]
    [InlineData(1, 37, 29, 20, 29)]
    [InlineData(3, 37, 29, 20, 15)]
    [InlineData(3, 64, 48, 16, 47)]
    [InlineData(3, 5, 4, 2, 2)]
    public void It_is_the_filter_in_both_directions(int bands, int width, int height, int smallerWidth, int smallerHeight)
    {
        var pixels = new byte[width * height * bands];
        new Random(width).NextBytes(pixels);
        var whole = new Placement(smallerWidth, smallerHeight, smallerWidth, smallerHeight);

        byte[] actual = Reduction.Reduce(pixels, width, height, bands, whole);

        for (int place = 0; place < actual.Length; place++)
        {
            int band = place % bands, column = place / bands % smallerWidth, row = place / bands / smallerWidth;
            double expected = Weights(height, smallerHeight, row).Index().Sum(down =>
                Weights(width, smallerWidth, column).Index().Sum(across => down.Item * across.Item * pixels[(((down.Index * width) + across.Index) * bands) + band]));
            Assert.Equal(Math.Clamp(expected, 0, 255), actual[place], 0.51);
        }
    }

    [Fact]
    public void A_frame_is_cut_out_of_the_whole()
    {
        var pixels = new byte[90 * 60 * 3];
        new Random(1).NextBytes(pixels);
        var whole = Reduction.Reduce(pixels, 90, 60, 3, new Placement(45, 30, 45, 30));

        byte[] frame = Reduction.Reduce(pixels, 90, 60, 3, new Placement(45, 30, 30, 30));

        for (int row = 0; row < 30; row++)
        {
            Assert.Equal(whole.AsSpan(((row * 45) + 7) * 3, 90), frame.AsSpan(row * 90, 90));
        }
    }

    // Lanczos, cut at the edges, by its formula: for each of the longer row's places.
    private static double[] Weights(int length, int shorter, int place)
    {
        double factor = (double)length / shorter;
        double centre = ((place + 0.5) * factor) - 0.5;
        double[] raw = [.. Enumerable.Range(0, length).Select(each => Lobes((each - centre) / factor))];
        return [.. raw.Select(weight => weight / raw.Sum())];
    }

    private static double Lobes(double x) =>
        x == 0 ? 1 : Math.Abs(x) >= 3 ? 0 : 3 * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x);
}
