using Discern.Imaging;

namespace Discern.Cli.Tests.Sharding;

/// <summary>A folder of two classes of small pictures, every one different.</summary>
internal static class PaintedPictures
{
    /// <summary>Paints pictures, alternately <c>light</c> and <c>dark</c>.</summary>
    public static void Paint(string folder, int count, int side = 32)
    {
        for (var number = 0; number < count; number++)
        {
            var pixels = new byte[side * side * 3];
            for (var index = 0; index < pixels.Length; index++)
            {
                var (row, column) = Math.DivRem(index / 3, side);
                var isBar = (column * 7 + row * (number % 5) + number * 13) % 32 < 8 + number % 7;
                pixels[index] = (byte)((number % 2 == 0 ? 150 : 20) + (isBar ? 60 : 0) + (row * number % 11));
            }

            var path = Path.Combine(folder, number % 2 == 0 ? "light" : "dark", $"{number:000}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, PictureEncoder.Png(new Picture(side, side, 3, pixels)));
        }
    }
}
