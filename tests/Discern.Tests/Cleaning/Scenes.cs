using Discern.Compute.Random;
using Discern.Imaging;

namespace Discern.Tests.Cleaning;

/// <summary>Pictures drawn by program, all different: a slope of colour, shapes on it, a little grain. And what people do to pictures.</summary>
internal static class Scenes
{
    public static Picture Draw(ulong number, int width = 120, int height = 90)
    {
        var random = new Philox(11, number);
        float[] canvas = new float[width * height * 3];
        Slope(canvas, width, height, ref random);
        for (int shapes = 5 + random.NextInt32(8); shapes > 0; shapes--)
        {
            Shape(canvas, width, height, ref random);
        }

        byte[] pixels = new byte[canvas.Length];
        for (int index = 0; index < pixels.Length; index++)
        {
            pixels[index] = (byte)Math.Clamp(canvas[index] + (6 * random.NextSingle()) - 3, 0, 255);
        }

        return new Picture(width, height, 3, pixels);
    }

    public static Picture Resize(Picture picture, int width) => PictureDecoder.Decode(PictureEncoder.Png(picture), "resized", new DecodeOptions { Width = width });

    public static Picture Cut(Picture picture, int left, int top, int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            Array.Copy(picture.Pixels, (((y + top) * picture.Width) + left) * 3, pixels, y * width * 3, width * 3);
        }

        return new Picture(width, height, 3, pixels);
    }

    /// <summary>Turned by 90° clockwise.</summary>
    public static Picture Turn(Picture picture)
    {
        byte[] pixels = new byte[picture.Pixels.Length];
        for (int y = 0; y < picture.Width; y++)
        {
            for (int x = 0; x < picture.Height; x++)
            {
                Array.Copy(picture.Pixels, (((picture.Height - 1 - x) * picture.Width) + y) * 3, pixels, ((y * picture.Height) + x) * 3, 3);
            }
        }

        return new Picture(picture.Height, picture.Width, 3, pixels);
    }

    public static Picture Apply(Picture picture, Transform transform)
    {
        float[] values = new float[picture.Pixels.Length];
        transform.Apply(picture, values, picture.Width, picture.Height);
        return new Picture(picture.Width, picture.Height, 3, [.. values.Select(value => (byte)Math.Clamp((value * 255) + 0.5f, 0, 255))]);
    }

    private static void Slope(float[] canvas, int width, int height, ref Philox random)
    {
        Span<float> corners = stackalloc float[12];
        foreach (ref float corner in corners)
        {
            corner = 255 * random.NextSingle();
        }

        for (int index = 0; index < canvas.Length; index++)
        {
            int channel = index % 3;
            float x = (index / 3 % width) / (float)width;
            float y = (index / 3 / width) / (float)height;
            canvas[index] = (((1 - x) * corners[channel]) + (x * corners[3 + channel])) * (1 - y) + ((((1 - x) * corners[6 + channel]) + (x * corners[9 + channel])) * y);
        }
    }

    private static void Shape(float[] canvas, int width, int height, ref Philox random)
    {
        (float centreX, float centreY) = (width * random.NextSingle(), height * random.NextSingle());
        (float halfWidth, float halfHeight) = (width * (0.04f + (0.22f * random.NextSingle())), height * (0.04f + (0.22f * random.NextSingle())));
        bool isRound = random.NextInt32(2) == 0;
        (float red, float green, float blue) = (255 * random.NextSingle(), 255 * random.NextSingle(), 255 * random.NextSingle());
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float u = Math.Abs(x - centreX) / halfWidth;
                float v = Math.Abs(y - centreY) / halfHeight;
                if (isRound ? (u * u) + (v * v) < 1 : u < 1 && v < 1)
                {
                    int at = ((y * width) + x) * 3;
                    (canvas[at], canvas[at + 1], canvas[at + 2]) = (red, green, blue);
                }
            }
        }
    }
}
