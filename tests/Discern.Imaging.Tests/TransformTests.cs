using Discern.Compute.Random;
using static Discern.Imaging.Tests.Samples;

namespace Discern.Imaging.Tests;

public class TransformTests
{
    private static readonly AugmentationOptions Geometry = new()
    {
        Rotation = 40, ShiftX = 0.2f, ShiftY = 0.3f, Shear = 20, Zoom = 0.3f, HorizontalFlip = true, VerticalFlip = true,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Identity_is_plain_conversion(int channels)
    {
        Picture picture = Noise(13, 7, channels);
        Assert.Equal(picture.Pixels.Select(value => value * (1f / 255)), Apply(Transform.Identity, picture, 13, 7));
    }

    [Theory]
    [InlineData(1, true, false)]
    [InlineData(3, true, false)]
    [InlineData(1, false, true)]
    [InlineData(3, true, true)]
    public void A_flip_moves_pixels_and_twice_is_identity(int channels, bool isHorizontal, bool isVertical)
    {
        Picture picture = Noise(13, 7, channels);
        var flip = new Transform { IsFlippedHorizontally = isHorizontal, IsFlippedVertically = isVertical };
        float[] once = Apply(flip, picture, 13, 7);

        int from = (((isVertical ? 6 : 0) * 13) + (isHorizontal ? 12 : 0)) * channels;
        Assert.Equal(picture.Pixels[from] * (1f / 255), once[0]);
        var flipped = new Picture(13, 7, channels, [.. once.Select(value => (byte)MathF.Round(value * 255))]);
        Assert.Equal(Apply(Transform.Identity, picture, 13, 7), Apply(flip, flipped, 13, 7));
    }

    [Theory]
    [InlineData(90, 4, 0)] // clockwise: the upper left corner goes to the upper right
    [InlineData(-90, 0, 4)]
    [InlineData(180, 4, 4)]
    public void A_rotation_moves_the_upper_left_pixel(float degrees, int expectedX, int expectedY)
    {
        byte[] pixels = new byte[25];
        pixels[0] = 255;
        float[] turned = Apply(new Transform { Rotation = degrees }, new Picture(5, 5, 1, pixels), 5, 5);
        Assert.Equal(1, turned[(5 * expectedY) + expectedX], 4);
        Assert.Equal(1, turned.Sum(), 3);
    }

    [Fact]
    public void A_shift_repeats_the_edge()
    {
        var picture = new Picture(4, 1, 1, [10, 20, 30, 40]);
        Assert.Equal([20, 30, 40, 40], Bytes(new Transform { ShiftX = 0.25f }, picture));
        Assert.Equal([10, 10, 10, 20], Bytes(new Transform { ShiftX = -0.5f }, picture));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_draw_agrees_with_the_formula_of_Keras(int channels)
    {
        Picture picture = Noise(23, 17, channels);
        for (ulong stream = 0; stream < 50; stream++)
        {
            var random = new Philox(7, stream);
            Transform transform = Augmentation.Draw(Geometry, ref random);
            float[] expected = Keras(transform, picture);
            float[] actual = Apply(transform, picture, 23, 17);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-4f);
            }
        }
    }

    // Eight pixels of colour are sampled at once where the processor can, grey ones one by one.
    [Fact]
    public void A_channel_of_a_colour_picture_has_the_bits_of_a_grey_picture()
    {
        Picture colours = Noise(29, 23, 3);
        var random = new Philox(5, 0);
        for (int draw = 0; draw < 20; draw++)
        {
            Transform transform = Augmentation.Draw(AugmentationOptions.Default, ref random) with { Brightness = 1, Contrast = 1, Saturation = 1, Hue = 0 };
            float[] sampled = Apply(transform, colours, 27, 21);
            for (int channel = 0; channel < 3; channel++)
            {
                var grey = new Picture(29, 23, 1, [.. colours.Pixels.Where((_, place) => place % 3 == channel)]);
                Assert.Equal(Apply(transform, grey, 27, 21), sampled.Where((_, place) => place % 3 == channel));
            }
        }
    }

    [Fact]
    public void Another_target_size_scales()
    {
        // Each target pixel lies amid two by two source pixels.
        var picture = new Picture(4, 2, 1, [0, 100, 200, 200, 100, 200, 0, 0]);
        float[] half = Apply(Transform.Identity, picture, 2, 1);
        Assert.Equal([100 / 255f, 100 / 255f], half, (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Colour_changes_are_those_of_their_formulas()
    {
        Picture picture = Flat(100, 150, 200);
        (double r, double g, double b) = (100 / 255.0, 150 / 255.0, 200 / 255.0);
        double luma = (0.299 * r) + (0.587 * g) + (0.114 * b);

        AssertColour(new Transform { Brightness = 1.2f }, picture, 1.2 * r, 1.2 * g, 1.2 * b);
        AssertColour(new Transform { Brightness = 2 }, picture, 2 * r, 1, 1);
        AssertColour(new Transform { Contrast = 0.5f }, picture, luma + (0.5 * (r - luma)), luma + (0.5 * (g - luma)), luma + (0.5 * (b - luma)));
        AssertColour(new Transform { Saturation = 0 }, picture, luma, luma, luma);
        AssertColour(new Transform { Saturation = 1.5f }, picture, luma + (1.5 * (r - luma)), luma + (1.5 * (g - luma)), luma + (1.5 * (b - luma)));
        AssertColour(new Transform { Hue = 1 }, picture, r, g, b);

        float[] turned = Apply(new Transform { Hue = 0.5f }, picture, 16, 16);
        Assert.Equal(luma, (0.299 * turned[0]) + (0.587 * turned[1]) + (0.114 * turned[2]), 3);
        Assert.Equal((2 * luma) - r, turned[0], 3);
    }

    [Fact]
    public void Grey_pictures_know_brightness_and_contrast()
    {
        var picture = new Picture(2, 1, 1, [50, 150]);
        Assert.Equal([75, 125], Bytes(new Transform { Contrast = 0.5f, Saturation = 0, Hue = 0.3f }, picture));
        Assert.Equal([100, 255], Bytes(new Transform { Brightness = 2 }, picture));
    }

    [Fact]
    public void The_same_seed_gives_the_same_draw_within_the_bounds()
    {
        for (ulong stream = 0; stream < 200; stream++)
        {
            (var first, var second, var plain) = (new Philox(3, stream), new Philox(3, stream), new Philox(3, stream));
            Transform transform = Augmentation.Draw(AugmentationOptions.Default, ref first);
            Assert.Equal(transform, Augmentation.Draw(AugmentationOptions.Default, ref second));
            Assert.InRange(transform.Rotation, -15, 15);
            Assert.InRange(transform.ZoomX, 0.9f, 1.1f);
            Assert.Equal(Transform.Identity, Augmentation.Draw(new AugmentationOptions(), ref plain));
        }

        (var a, var b) = (new Philox(3, 0), new Philox(3, 1));
        Assert.NotEqual(Augmentation.Draw(AugmentationOptions.Default, ref a), Augmentation.Draw(AugmentationOptions.Default, ref b));
    }

    [Fact]
    public void Applying_allocates_nothing()
    {
        Picture picture = Noise(64, 64, 3);
        float[] target = new float[64 * 64 * 3];
        var transform = new Transform { Rotation = 10, Contrast = 1.1f, Hue = 0.1f };
        transform.Apply(picture, target, 64, 64);
        long before = GC.GetAllocatedBytesForCurrentThread();
        transform.Apply(picture, target, 64, 64);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_target_of_the_wrong_size_and_options_out_of_bounds_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Transform.Identity.Apply(Noise(4, 4, 3), new float[16], 4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationOptions { Zoom = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationOptions { Rotation = float.NaN });
    }

    /// <summary>
    /// apply_affine_transform of keras-preprocessing 1.1.2, step by step: matrices over (row, column, 1), offset to the centre,
    /// scipy's affine_transform of order 1 and mode nearest, then flip_axis.
    /// </summary>
    private static float[] Keras(Transform transform, Picture picture)
    {
        (int height, int width, int channels) = (picture.Height, picture.Width, picture.Channels);
        double theta = transform.Rotation * Math.PI / 180;
        double shear = transform.Shear * Math.PI / 180;
        double[,] matrix = { { Math.Cos(theta), -Math.Sin(theta), 0 }, { Math.Sin(theta), Math.Cos(theta), 0 }, { 0, 0, 1 } };
        matrix = Product(matrix, new[,] { { 1, 0, (double)transform.ShiftY * height }, { 0, 1, (double)transform.ShiftX * width }, { 0, 0, 1 } });
        matrix = Product(matrix, new[,] { { 1, -Math.Sin(shear), 0 }, { 0, Math.Cos(shear), 0 }, { 0, 0, 1 } });
        matrix = Product(matrix, new[,] { { (double)transform.ZoomY, 0, 0 }, { 0, (double)transform.ZoomX, 0 }, { 0, 0, 1 } });
        (double centreRow, double centreColumn) = ((height / 2.0) - 0.5, (width / 2.0) - 0.5);
        matrix = Product(new[,] { { 1, 0, centreRow }, { 0, 1, centreColumn }, { 0, 0, 1 } }, matrix);
        matrix = Product(matrix, new[,] { { 1, 0, -centreRow }, { 0, 1, -centreColumn }, { 0, 0, 1 } });

        float[] result = new float[picture.Pixels.Length];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                double sourceRow = (matrix[0, 0] * row) + (matrix[0, 1] * column) + matrix[0, 2];
                double sourceColumn = (matrix[1, 0] * row) + (matrix[1, 1] * column) + matrix[1, 2];
                int flippedRow = transform.IsFlippedVertically ? height - 1 - row : row;
                int flippedColumn = transform.IsFlippedHorizontally ? width - 1 - column : column;
                for (int channel = 0; channel < channels; channel++)
                {
                    result[(((flippedRow * width) + flippedColumn) * channels) + channel] = Bilinear(picture, sourceRow, sourceColumn, channel);
                }
            }
        }

        return result;
    }

    private static float Bilinear(Picture picture, double row, double column, int channel)
    {
        (double top, double left) = (Math.Floor(row), Math.Floor(column));
        double Value(double y, double x) => picture.Pixels[
            ((((int)Math.Clamp(y, 0, picture.Height - 1) * picture.Width) + (int)Math.Clamp(x, 0, picture.Width - 1)) * picture.Channels) + channel];
        double upper = Value(top, left) + ((column - left) * (Value(top, left + 1) - Value(top, left)));
        double lower = Value(top + 1, left) + ((column - left) * (Value(top + 1, left + 1) - Value(top + 1, left)));
        return (float)((upper + ((row - top) * (lower - upper))) / 255);
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        double[,] product = new double[3, 3];
        for (int i = 0; i < 9; i++)
        {
            product[i / 3, i % 3] = Enumerable.Range(0, 3).Sum(k => a[i / 3, k] * b[k, i % 3]);
        }

        return product;
    }

    private static void AssertColour(Transform transform, Picture picture, double red, double green, double blue)
    {
        float[] values = Apply(transform, picture, picture.Width, picture.Height);
        Assert.Equal(red, values[0], 3);
        Assert.Equal(green, values[1], 3);
        Assert.Equal(blue, values[2], 3);
    }

    private static byte[] Bytes(Transform transform, Picture picture) =>
        [.. Apply(transform, picture, picture.Width, picture.Height).Select(value => (byte)MathF.Round(value * 255))];

    private static float[] Apply(Transform transform, Picture source, int width, int height)
    {
        float[] target = new float[width * height * source.Channels];
        transform.Apply(source, target, width, height);
        return target;
    }
}
