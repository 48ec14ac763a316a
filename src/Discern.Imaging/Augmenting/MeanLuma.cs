namespace Discern.Imaging.Augmenting;

/// <summary>The mean of a picture's luma by ITU-R 601, 0..255: the pivot of contrast, as in Pillow and torchvision.</summary>
internal static class MeanLuma
{
    public const float Red = 0.299f;
    public const float Green = 0.587f;
    public const float Blue = 0.114f;

    public static float Of(Picture picture)
    {
        ReadOnlySpan<byte> pixels = picture.Pixels;
        long count = (long)picture.Width * picture.Height;
        if (picture.Channels == 1)
        {
            long sum = 0;
            foreach (byte value in pixels)
            {
                sum += value;
            }

            return (float)((double)sum / count);
        }

        long red = 0, green = 0, blue = 0;
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            red += pixels[i];
            green += pixels[i + 1];
            blue += pixels[i + 2];
        }

        return (float)(((Red * (double)red) + (Green * (double)green) + (Blue * (double)blue)) / count);
    }
}
