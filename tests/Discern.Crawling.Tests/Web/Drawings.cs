using System.Security.Cryptography;
using System.Text;
using Discern.Imaging;

namespace Discern.Crawling.Tests.Web;

/// <summary>Pictures drawn on the spot.</summary>
internal static class Drawings
{
    /// <summary>A PNG of one colour, a different one for each name.</summary>
    public static byte[] Colour(string name)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        byte[] pixels = new byte[24 * 16 * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = hash[i % 3];
        }

        return PictureEncoder.Png(new Picture(24, 16, 3, pixels));
    }

    /// <summary>A JPEG of a face as a child draws it, with or without a mask.</summary>
    public static byte[] Face(int number, bool isMasked)
    {
        int skin = 120 + (number * 37 % 110), x = 80 + (number % 9), y = 90 + (number % 7);
        string mask = isMasked ? $"<rect x='{x - 45}' y='{y + 10}' width='90' height='50' rx='12' fill='#9bd'/>" : $"<path d='M{x - 20} {y + 35}q20 18 40 0' stroke='#622' stroke-width='5' fill='none'/>";
        string svg =
            $"""
            <svg xmlns='http://www.w3.org/2000/svg' width='160' height='200'><rect width='160' height='200' fill='hsl({number * 53 % 360},40%,70%)'/>
            <ellipse cx='{x}' cy='{y}' rx='50' ry='68' fill='rgb({skin},{skin * 3 / 4},{skin * 3 / 5})'/>
            <circle cx='{x - 20}' cy='{y - 12}' r='7'/><circle cx='{x + 20}' cy='{y - 12}' r='7'/>{mask}</svg>
            """;
        return PictureEncoder.Jpeg(PictureDecoder.Decode(Encoding.UTF8.GetBytes(svg), "a drawn face", new DecodeOptions()));
    }
}
