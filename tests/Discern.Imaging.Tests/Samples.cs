using Discern.Compute.Random;
using Discern.Imaging.Native;

namespace Discern.Imaging.Tests;

/// <summary>Pictures made for the tests, and files of them that the product itself does not write.</summary>
internal static unsafe class Samples
{
    public static readonly (byte, byte, byte) Red = (255, 0, 0);
    public static readonly (byte, byte, byte) Green = (0, 255, 0);
    public static readonly (byte, byte, byte) Blue = (0, 0, 255);
    public static readonly (byte, byte, byte) White = (255, 255, 255);

    /// <summary>Four quarters: red and green above, blue and white below.</summary>
    public static Picture Quarters(int width = 64, int height = 32)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            (bool isRight, bool isLower) = (i % width >= width / 2, i / width >= height / 2);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) =
                isLower ? (isRight ? White : Blue) : isRight ? Green : Red;
        }

        return new Picture(width, height, 3, pixels);
    }

    /// <summary>Random pixels, the same for the same seed.</summary>
    public static Picture Noise(int width, int height, int channels, ulong seed = 1)
    {
        var random = new Philox(seed, 0);
        byte[] pixels = new byte[width * height * channels];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextUInt32();
        }

        return new Picture(width, height, channels, pixels);
    }

    public static Picture Flat(byte red, byte green, byte blue, int side = 16) =>
        new(side, side, 3, [.. Enumerable.Repeat(new[] { red, green, blue }, side * side).SelectMany(pixel => pixel)]);

    /// <summary>Runs a chain of libvips' operations on a picture and saves what comes out.</summary>
    public static byte[] Save(Picture picture, string saver, params Func<VipsImage, VipsOperation>[] steps) =>
        Save(picture, image => new VipsOperation(saver).Set("in", image), steps);

    public static byte[] Save(Picture picture, Func<VipsImage, VipsOperation> saver, params Func<VipsImage, VipsOperation>[] steps)
    {
        VipsLibrary.Start();
        fixed (byte* pixels = picture.Pixels)
        {
            using VipsImage raw = VipsImage.Over(pixels, picture.Width, picture.Height, picture.Channels);
            VipsImage image = new VipsOperation("copy").Set("in", raw).Set("interpretation", picture.Channels == 1 ? 1 : 22).ToImage();
            foreach (Func<VipsImage, VipsOperation> step in steps)
            {
                using VipsImage previous = image;
                image = step(previous).ToImage();
            }

            using (image)
            {
                return saver(image).ToBytes();
            }
        }
    }

    /// <summary>Puts an EXIF segment with an orientation (or with whatever is given) after a JPEG's first marker.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation) => WithExif(
        jpeg,
        [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]);

    public static byte[] WithExif(byte[] jpeg, byte[] body)
    {
        int length = 2 + 6 + body.Length;
        return [jpeg[0], jpeg[1], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. body, .. jpeg[2..]];
    }

    /// <summary>The colour at a place given in shares of width and height.</summary>
    public static (byte, byte, byte) At(Picture picture, double x, double y)
    {
        int index = 3 * (((int)(y * picture.Height) * picture.Width) + (int)(x * picture.Width));
        return (picture.Pixels[index], picture.Pixels[index + 1], picture.Pixels[index + 2]);
    }

    public static void AssertNear((byte R, byte G, byte B) expected, (byte R, byte G, byte B) actual, int tolerance)
    {
        int distance = Math.Max(Math.Abs(expected.R - actual.R), Math.Max(Math.Abs(expected.G - actual.G), Math.Abs(expected.B - actual.B)));
        Assert.True(distance <= tolerance, $"Expected {expected}, within {tolerance}, and got {actual}.");
    }

    public static void AssertQuarters(Picture picture, int tolerance, params (byte, byte, byte)[] expected)
    {
        AssertNear(expected[0], At(picture, 0.25, 0.25), tolerance);
        AssertNear(expected[1], At(picture, 0.75, 0.25), tolerance);
        AssertNear(expected[2], At(picture, 0.25, 0.75), tolerance);
        AssertNear(expected[3], At(picture, 0.75, 0.75), tolerance);
    }
}
