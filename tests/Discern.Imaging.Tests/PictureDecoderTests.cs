using System.Text;
using Discern.Imaging.Native;
using static Discern.Imaging.Tests.Samples;

namespace Discern.Imaging.Tests;

public class PictureDecoderTests
{
    private const int Grey16 = 26;
    private const int Rgb16 = 25;
    private const int Cmyk = 15;

    public static TheoryData<string, PictureFormat> Formats => new()
    {
        { "jpegsave_buffer", PictureFormat.Jpeg },
        { "pngsave_buffer", PictureFormat.Png },
        { "webpsave_buffer", PictureFormat.WebP },
        { "gifsave_buffer", PictureFormat.Gif },
        { "tiffsave_buffer", PictureFormat.Tiff },
        { "heifsave_buffer", PictureFormat.Heif },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_is_known_by_its_content_and_decoded(string saver, PictureFormat format)
    {
        byte[] contents = Saved(Quarters(), saver);

        Assert.Equal(new PictureHeader(format, 64, 32, 1), PictureDimensions.Read(contents, "x"));
        Picture picture = PictureDecoder.Decode(contents, "x", new DecodeOptions());
        Assert.Equal((64, 32, 3), (picture.Width, picture.Height, picture.Channels));
        AssertQuarters(picture, 30, Red, Green, Blue, White);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_truncated_file_is_refused_and_not_half_shown(string saver, PictureFormat format)
    {
        byte[] contents = Saved(Noise(200, 200, 3), saver);

        byte[] half = contents[..(contents.Length / 2)];
        var failure = Assert.Throws<UnreadablePictureException>(
            () => PictureDecoder.Decode(half, $"{format}.bin", new DecodeOptions { Width = 50, Height = 50 }));
        Assert.StartsWith($"The picture '{format}.bin' cannot be read: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no reason", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "R G B W")]
    [InlineData(2, "G R W B")]
    [InlineData(3, "W B G R")]
    [InlineData(4, "B W R G")]
    [InlineData(5, "R B G W")]
    [InlineData(6, "B R W G")]
    [InlineData(7, "W G B R")]
    [InlineData(8, "G W R B")]
    public void The_camera_orientation_is_applied(int orientation, string expected)
    {
        byte[] contents = WithOrientation(PictureEncoder.Jpeg(Quarters()), orientation);
        (int width, int height) = orientation >= 5 ? (32, 64) : (64, 32);

        Assert.Equal(new PictureHeader(PictureFormat.Jpeg, width, height, orientation), PictureDimensions.Read(contents, "x"));
        Picture picture = PictureDecoder.Decode(contents, "x", new DecodeOptions());
        Assert.Equal((width, height), (picture.Width, picture.Height));
        (byte, byte, byte)[] colours =
            [.. expected.Split(' ').Select(letter => letter switch { "R" => Red, "G" => Green, "B" => Blue, _ => White })];
        AssertQuarters(picture, 30, colours);

        Picture squashed = PictureDecoder.Decode(contents, "x", new DecodeOptions { Width = 24, Height = 20 });
        Assert.Equal((24, 20), (squashed.Width, squashed.Height));
        AssertQuarters(squashed, 30, colours);
    }

    [Theory]
    [InlineData(Fit.Squash, 20, 20, 20, 20)]
    [InlineData(Fit.Crop, 20, 20, 20, 20)]
    [InlineData(Fit.Pad, 20, 20, 20, 20)]
    [InlineData(Fit.Inside, 20, 20, 20, 10)]
    [InlineData(Fit.Inside, 1, 90, 1, 1)]
    [InlineData(Fit.Inside, 640, 640, 640, 320)]
    [InlineData(Fit.Crop, 33, 77, 33, 77)]
    public void A_fit_gives_the_size(Fit fit, int width, int height, int expectedWidth, int expectedHeight)
    {
        byte[] contents = PictureEncoder.Png(Quarters());
        Picture picture = PictureDecoder.Decode(contents, "x", new DecodeOptions { Width = width, Height = height, Fit = fit });
        Assert.Equal((expectedWidth, expectedHeight), (picture.Width, picture.Height));
    }

    [Fact]
    public void Crop_keeps_the_centre_and_Pad_borders_with_white()
    {
        // A red picture between two blue ends of a quarter each.
        byte[] pixels = [.. Enumerable.Range(0, 64 * 32).SelectMany(i => i % 64 is >= 16 and < 48 ? new byte[] { 255, 0, 0 } : [0, 0, 255])];
        byte[] contents = PictureEncoder.Png(new Picture(64, 32, 3, pixels));

        Picture cropped = PictureDecoder.Decode(contents, "x", new DecodeOptions { Width = 32, Height = 32, Fit = Fit.Crop });
        Assert.All(Enumerable.Range(0, 32 * 32), i => Assert.Equal([255, 0, 0], cropped.Pixels.AsSpan(3 * i, 3).ToArray()));

        Picture padded = PictureDecoder.Decode(contents, "x", new DecodeOptions { Width = 64, Height = 64, Fit = Fit.Pad });
        Assert.Equal([White, Red, White, Blue], [At(padded, 0.5, 0.24), At(padded, 0.5, 0.26), At(padded, 0.5, 0.76), At(padded, 0.01, 0.5)]);
    }

    [Theory]
    [InlineData(32, null, 32, 16)]
    [InlineData(null, 8, 16, 8)]
    [InlineData(null, null, 64, 32)]
    public void One_wanted_side_keeps_the_proportions(int? width, int? height, int expectedWidth, int expectedHeight)
    {
        Picture picture = PictureDecoder.Decode(PictureEncoder.Png(Quarters()), "x", new DecodeOptions { Width = width, Height = height });
        Assert.Equal((expectedWidth, expectedHeight), (picture.Width, picture.Height));
    }

    [Fact]
    public void Png_comes_back_as_it_was()
    {
        Picture colour = Noise(37, 21, 3);
        Assert.Equal(colour.Pixels, PictureDecoder.Decode(PictureEncoder.Png(colour), "x", new DecodeOptions()).Pixels);

        Picture grey = Noise(37, 21, 1);
        Assert.Equal(grey.Pixels, PictureDecoder.Decode(PictureEncoder.Png(grey), "x", new DecodeOptions { Grey = true }).Pixels);
        Picture repeated = PictureDecoder.Decode(PictureEncoder.Png(grey), "x", new DecodeOptions());
        Assert.Equal(grey.Pixels.SelectMany(value => new[] { value, value, value }), repeated.Pixels);
    }

    [Theory]
    [InlineData(255, 0, 0, 76)] // Pillow 9.5: Image.new("RGB", (1, 1), (255, 0, 0)).convert("L"), and so on
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(10, 20, 30, 18)]
    public void Grey_is_the_luma_of_Pillow(byte red, byte green, byte blue, byte expected)
    {
        byte[] contents = PictureEncoder.Png(Flat(red, green, blue));
        Assert.Equal(expected, PictureDecoder.Decode(contents, "x", new DecodeOptions { Grey = true }).Pixels[0]);
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        byte[] colour = Save(
            Quarters(), "pngsave_buffer",
            image => new VipsOperation("cast").Set("in", image).Set("format", 2).Set("shift", 1),
            image => new VipsOperation("copy").Set("in", image).Set("interpretation", Rgb16));
        AssertQuarters(PictureDecoder.Decode(colour, "x", new DecodeOptions()), 1, Red, Green, Blue, White);

        Picture noise = Noise(16, 16, 1);
        byte[] grey = Save(
            noise, "tiffsave_buffer",
            image => new VipsOperation("cast").Set("in", image).Set("format", 2).Set("shift", 1),
            image => new VipsOperation("copy").Set("in", image).Set("interpretation", Grey16));
        byte[] decoded = PictureDecoder.Decode(grey, "x", new DecodeOptions { Grey = true }).Pixels;
        Assert.All(noise.Pixels.Zip(decoded), pair => Assert.InRange(pair.First - pair.Second, -1, 1)); // rounded on the way to sRGB
    }

    [Theory]
    [InlineData(0, 255, 255)]
    [InlineData(255, 200, 0)]
    [InlineData(128, 227, 127)] // 255 + (200 - 255) × 128/255; 255 × 127/255
    public void Transparency_is_laid_over_white(int alpha, byte expectedRed, byte expectedGreen)
    {
        byte[] contents = Save(
            Flat(200, 0, 0), "pngsave_buffer", image => new VipsOperation("bandjoin_const").Set("in", image).Set("c", [alpha]));
        Picture picture = PictureDecoder.Decode(contents, "x", new DecodeOptions { Width = 8, Height = 8 });
        AssertNear((expectedRed, expectedGreen, expectedGreen), At(picture, 0.5, 0.5), 1);
    }

    [Fact]
    public void Cmyk_palette_and_embedded_profiles_become_srgb()
    {
        byte[] cmyk = Save(
            Flat(200, 60, 60), "jpegsave_buffer", image => new VipsOperation("colourspace").Set("in", image).Set("space", Cmyk));
        AssertNear((200, 60, 60), At(PictureDecoder.Decode(cmyk, "x", new DecodeOptions()), 0.5, 0.5), 12);

        byte[] palette = Save(Quarters(), image => new VipsOperation("pngsave_buffer").Set("in", image).Set("palette", 1));
        AssertQuarters(PictureDecoder.Decode(palette, "x", new DecodeOptions()), 3, Red, Green, Blue, White);

        byte[] displayP3 = Save(
            Flat(200, 60, 60), "pngsave_buffer",
            image => new VipsOperation("icc_transform").Set("in", image).Set("output-profile", "p3").Set("input-profile", "srgb"));
        AssertNear((200, 60, 60), At(PictureDecoder.Decode(displayP3, "x", new DecodeOptions()), 0.5, 0.5), 2);
    }

    [Fact]
    public void Svg_is_drawn_at_the_wanted_size_over_white_and_fetches_nothing()
    {
        string other = Path.Combine(Path.GetTempPath(), $"discern-{Guid.NewGuid():N}.png");
        File.WriteAllBytes(other, PictureEncoder.Png(Flat(0, 0, 255)));
        try
        {
            byte[] contents = Encoding.UTF8.GetBytes(
                "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='5' height='10' fill='red'/>"
                + $"<image width='5' height='10' href='file://{other}'/></svg>");
            Assert.Equal(PictureFormat.Svg, PictureDimensions.Read(contents, "x").Format);
            Picture picture = PictureDecoder.Decode(contents, "x", new DecodeOptions { Width = 100, Height = 100 });
            Assert.Equal([Red, Red, White], [At(picture, 0.02, 0.5), At(picture, 0.49, 0.5), At(picture, 0.51, 0.5)]);
        }
        finally
        {
            File.Delete(other);
        }
    }

    [Fact]
    public void Odd_metadata_and_bytes_behind_the_end_do_no_harm()
    {
        byte[] jpeg = PictureEncoder.Jpeg(Quarters());
        byte[][] odd = [[.. jpeg, .. "and more"u8], WithExif(jpeg, [1, 2, 3, 4, 5]), WithOrientation(jpeg, 77)];
        Assert.All(odd, contents => AssertQuarters(PictureDecoder.Decode(contents, "x", new DecodeOptions()), 30, Red, Green, Blue, White));
    }

    [Fact]
    public void Too_many_pixels_are_refused_by_the_header()
    {
        byte[] contents = PictureEncoder.Png(Quarters());
        var failure = Assert.Throws<UnreadablePictureException>(
            () => PictureDecoder.Decode(contents, "big.png", new DecodeOptions { Width = 8, Height = 8, MaximumPixels = 2047 }));
        Assert.Equal("The picture 'big.png' cannot be read: it has 64x32 pixels, and more than 2047 are not decoded.", failure.Message);
        Assert.Equal(8, PictureDecoder.Decode(contents, "x", new DecodeOptions { Width = 8, Height = 8, MaximumPixels = 2048 }).Width);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("some words", "it holds text, not a picture")]
    [InlineData("\n<!DOCTYPE HTML><p>404", "it holds a web page, not a picture")]
    [InlineData("\0\u0001\u0002\u0003 noise", "its content is none of JPEG, PNG, WebP, GIF, TIFF, AVIF, SVG, PBM, PGM and PPM")]
    [InlineData("P6\n90000000 9\n255\n", "a number in this anymap is over 16777216")]
    [InlineData("P5\n16000000 16000000\n255\n", "it has 16000000x16000000 pixels, and more than 250000000 are not decoded")]
    [InlineData("P6\n100 100\n255\nabc", "the file is truncated")]
    [InlineData("P2\n2 1\n255\n7 x", "this anymap has something else where a number should be")]
    [InlineData("P2\n0 1\n255\n7", "the header of this anymap gives it no size or no light")]
    public void What_is_no_picture_is_described(string text, string reason)
    {
        var failure = Assert.Throws<UnreadablePictureException>(
            () => PictureDecoder.Decode(Encoding.Latin1.GetBytes(text), "x", new DecodeOptions()));
        Assert.Equal(reason, failure.Reason);
    }

    [Fact]
    public void A_file_that_is_not_there_and_a_folder_are_named()
    {
        string folder = Path.GetTempPath();
        string missing = Path.Combine(folder, "no", "such.jpg");
        Assert.Equal("the file is not there", Assert.Throws<UnreadablePictureException>(() => PictureDecoder.Decode(missing, new())).Reason);
        Assert.Equal("it is a folder", Assert.Throws<UnreadablePictureException>(() => PictureDecoder.Decode(folder, new())).Reason);
    }

    [Fact]
    public void Failures_side_by_side_keep_their_own_reasons_and_pictures_their_pixels()
    {
        byte[] jpeg = PictureEncoder.Jpeg(Noise(100, 100, 3));
        byte[] png = PictureEncoder.Png(Noise(100, 100, 3));
        byte[] cutJpeg = jpeg[..(jpeg.Length / 2)];
        byte[] cutPng = png[..(png.Length / 2)];
        byte[] expected = PictureDecoder.Decode(jpeg, "x", new()).Pixels;
        string Reason(byte[] contents) =>
            Assert.Throws<UnreadablePictureException>(() => PictureDecoder.Decode(contents, "x", new())).Reason;
        (string jpegReason, string pngReason) = (Reason(cutJpeg), Reason(cutPng));
        Assert.False(string.Equals(jpegReason, pngReason, StringComparison.Ordinal));

        Parallel.For(0, 120, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            switch (i % 3)
            {
                case 0:
                    Assert.Equal(jpegReason, Reason(cutJpeg));
                    break;
                case 1:
                    Assert.Equal(pngReason, Reason(cutPng));
                    break;
                default:
                    Assert.Equal(expected, PictureDecoder.Decode(jpeg, "x", new()).Pixels);
                    break;
            }
        });
    }

    private static byte[] Saved(Picture picture, string saver) => saver switch
    {
        "heifsave_buffer" => Save(picture, image => new VipsOperation(saver).Set("in", image).Set("compression", 4).Set("Q", 90)),
        "webpsave_buffer" => PictureEncoder.WebP(picture, 95),
        _ => Save(picture, saver),
    };
}
