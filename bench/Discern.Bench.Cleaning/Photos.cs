using Discern.Compute.Random;
using Discern.Imaging;

namespace Discern.Bench.Cleaning;

/// <summary>Photos as a camera's, made by enlarging those of a folder and adding grain.</summary>
internal static class Photos
{
    private const int Quality = 80;

    /// <summary>Writes so many into an empty folder, taking the sources in turn.</summary>
    public static void Make(string sources, string folder, int count, DecodeOptions size)
    {
        string[] files = [.. Directory.GetFiles(sources, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Parallel.For(0, count, number =>
        {
            Picture photo = PictureDecoder.Decode(files[number % files.Length], size);
            var random = new Philox(1, (ulong)number);
            byte[] pixels = photo.Pixels;
            for (int index = 0; index < pixels.Length; index++)
            {
                pixels[index] = (byte)Math.Clamp(pixels[index] + random.NextInt32(9) - 4, 0, 255);
            }

            File.WriteAllBytes(Path.Combine(folder, $"{number}.jpg"), PictureEncoder.Jpeg(photo, Quality));
        });
    }
}
