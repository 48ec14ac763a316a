using Discern.Compute.Random;
using Discern.Imaging;

namespace Discern.Tests.Classifiers;

/// <summary>Writes small pictures that are easy to tell apart: squares of one colour on noise.</summary>
internal static class TestPictures
{
    public static TemporaryFolder WithSquares(this TemporaryFolder folder, string relative, int count, byte red, byte blue)
    {
        Directory.CreateDirectory(folder.In(relative.Split('/')));
        for (int i = 0; i < count; i++)
        {
            File.WriteAllBytes(folder.In([.. relative.Split('/'), $"{i}.png"]), PictureEncoder.Png(Square(relative, i, red, blue)));
        }

        return folder;
    }

    private static Picture Square(string name, int index, byte red, byte blue)
    {
        const int Side = 24;
        var random = new Philox((ulong)name.Length, (ulong)index);
        byte[] pixels = new byte[Side * Side * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextInt32(100);
        }

        (int left, int top) = (random.NextInt32(Side / 2), random.NextInt32(Side / 2));
        for (int y = top; y < top + (Side / 2); y++)
        {
            for (int x = left; x < left + (Side / 2); x++)
            {
                int at = ((y * Side) + x) * 3;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (red, 40, blue);
            }
        }

        return new Picture(Side, Side, 3, pixels);
    }
}
