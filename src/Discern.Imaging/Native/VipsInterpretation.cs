namespace Discern.Imaging.Native;

/// <summary>What the bands of a picture mean, by libvips' numbers.</summary>
internal enum VipsInterpretation
{
    /// <summary>One band of grey in 8 bits.</summary>
    Grey = 1,

    /// <summary>Red, green and blue of sRGB in 8 bits.</summary>
    Srgb = 22,
}
