using System.Globalization;

namespace Discern.Pixels;

/// <summary>A colour of 8 bits for each of red, green and blue.</summary>
/// <param name="Code">0xRRGGBB.</param>
public readonly record struct Colour(int Code)
{
    /// <summary>How many colours there are.</summary>
    public const int Count = 1 << 24;

    /// <summary>Red, 0 to 255.</summary>
    public byte Red => (byte)(Code >> 16);

    /// <summary>Green, 0 to 255.</summary>
    public byte Green => (byte)(Code >> 8);

    /// <summary>Blue, 0 to 255.</summary>
    public byte Blue => (byte)Code;

    /// <summary>Makes a colour of its three parts.</summary>
    public static Colour Of(byte red, byte green, byte blue) => new((red << 16) | (green << 8) | blue);

    /// <summary>The colour as style sheets write it, such as <c>#7b554a</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Code:x6}");
}
