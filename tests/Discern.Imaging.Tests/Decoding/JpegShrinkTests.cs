using Discern.Imaging.Decoding;

namespace Discern.Imaging.Tests.Decoding;

public sealed class JpegShrinkTests
{
    private const int Width = 1280;
    private const int Height = 960;
    private const double Amplitude = 50;
    private const double Turn = 2 * Math.PI / 80;

    [Theory]
    [InlineData(224, 224, 4)]
    [InlineData(320, 240, 4)]
    [InlineData(321, 240, 2)]
    [InlineData(160, 121, 4)]
    [InlineData(160, 120, 8)]
    [InlineData(16, 12, 8)]
    [InlineData(641, 480, 1)]
    [InlineData(2000, 100, 1)]
    public void The_most_is_taken_that_leaves_the_wanted_size(int width, int height, int expected) =>
        Assert.Equal(expected, JpegShrink.Of(new PictureHeader(PictureFormat.Jpeg, Width, Height, Orientation: 1), new Placement(width, height, width, height)));

    // Waves of 80 pixels: what the picture is shifted by shows in how far its error goes with the waves' slope.
    [Theory]
    [InlineData(224, Fit.Squash)]
    [InlineData(224, Fit.Crop)]
    [InlineData(640, Fit.Squash)]
    [InlineData(239, Fit.Crop)]
    [InlineData(96, Fit.Squash)]
    public void What_is_seen_stays_where_it_is(int side, Fit fit)
    {
        byte[] photo = PictureEncoder.Jpeg(new Picture(Width, Height, 3, Waves()), 95);

        Picture small = PictureDecoder.Decode(photo, "waves.jpg", new DecodeOptions { Width = side, Height = side, Fit = fit });

        double down = (double)Height / side;
        double scaled = fit == Fit.Crop ? Math.Round(Width / down) : side; // the whole picture's width, of which the frame shows the middle
        double across = Width / scaled;
        double left = Math.Floor((scaled - side) / 2) * across;
        (double x, double y, double steep) = (0, 0, 0);
        for (int place = 0; place < side * side; place++)
        {
            double column = left + (((place % side) + 0.5) * across);
            double row = ((place / side) + 0.5) * down;
            double error = small.Pixels[3 * place] - Level(column, row);
            x += error * Math.Cos(Turn * column);
            y += error * Math.Cos(Turn * row);
            steep += Amplitude * Turn * Math.Cos(Turn * column) * Math.Cos(Turn * column);
        }

        Assert.Equal(0, x / steep, 0.1);
        Assert.Equal(0, y / steep, 0.1);
    }

    private static double Level(double column, double row) => 128 + (Amplitude * Math.Sin(Turn * column)) + (Amplitude * Math.Sin(Turn * row));

    private static byte[] Waves()
    {
        byte[] pixels = new byte[Width * Height * 3];
        for (int place = 0; place < Width * Height; place++)
        {
            pixels.AsSpan(3 * place, 3).Fill((byte)Math.Round(Level((place % Width) + 0.5, (place / Width) + 0.5)));
        }

        return pixels;
    }
}
