using System.Numerics;
using Discern.Imaging;

namespace Discern.Web.Studio.Mapping;

/// <summary>A map as a picture, for a browser without scripts.</summary>
internal static class MapPicture
{
    private const int Side = 720;
    private const int Dot = 2; // pixels to each side of its middle

    // As the theme has its colours on a light page, in the order of the legend.
    private static readonly (byte, byte, byte)[] s_colours = [(0x00, 0x75, 0x5c), (0x0a, 0x66, 0xae), (0xb5, 0x4a, 0x00), (0x8a, 0x3a, 0x8f), (0x6b, 0x61, 0x00)];

    /// <summary>Draws points as PNG.</summary>
    /// <param name="points">Each with the place of its class.</param>
    public static byte[] Draw(IEnumerable<(Vector2 Point, int Class)> points)
    {
        var pixels = new byte[Side * Side * 3];
        Array.Fill(pixels, (byte)255);
        foreach (var (point, label) in points)
        {
            var (red, green, blue) = s_colours[Math.Max(0, label) % s_colours.Length];
            var (x, y) = ((int)(point.X * (Side - 1)), (int)(point.Y * (Side - 1)));
            for (var row = Math.Max(0, y - Dot); row <= Math.Min(Side - 1, y + Dot); row++)
            {
                for (var column = Math.Max(0, x - Dot); column <= Math.Min(Side - 1, x + Dot); column++)
                {
                    var place = ((row * Side) + column) * 3;
                    (pixels[place], pixels[place + 1], pixels[place + 2]) = (red, green, blue);
                }
            }
        }

        return PictureEncoder.Png(new Picture(Side, Side, 3, pixels));
    }
}
