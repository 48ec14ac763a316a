namespace Discern.Imaging.Decoding;

/// <summary>Brings 8-bit pixels to the number of channels that was asked for.</summary>
internal static class Channels
{
    /// <exception cref="UndecodableException">The pixels are neither grey nor of three colours.</exception>
    public static Picture Convert(byte[] pixels, int width, int height, int bands, int wanted) => (bands, wanted) switch
    {
        (1, 1) or (3, 3) => new Picture(width, height, wanted, pixels),
        (3, 1) => new Picture(width, height, 1, Luma(pixels)),
        (1, 3) => new Picture(width, height, 3, Repeat(pixels)),
        _ => throw new UndecodableException($"it has {bands} colour bands, which are neither grey nor red, green and blue"),
    };

    // ITU-R 601 in 16 bits of fraction, rounded: bit for bit what Pillow's convert("L") gives.
    private static byte[] Luma(byte[] pixels)
    {
        byte[] luma = new byte[pixels.Length / 3];
        for (int i = 0; i < luma.Length; i++)
        {
            ReadOnlySpan<byte> pixel = pixels.AsSpan(3 * i, 3);
            luma[i] = (byte)(((19595 * pixel[0]) + (38470 * pixel[1]) + (7471 * pixel[2]) + 0x8000) >> 16);
        }

        return luma;
    }

    private static byte[] Repeat(byte[] grey)
    {
        byte[] pixels = new byte[checked(3 * grey.Length)];
        for (int i = 0; i < grey.Length; i++)
        {
            pixels.AsSpan(3 * i, 3).Fill(grey[i]);
        }

        return pixels;
    }
}
