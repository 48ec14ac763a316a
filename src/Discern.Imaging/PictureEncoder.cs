using Discern.Imaging.Saving;

namespace Discern.Imaging;

/// <summary>Encodes pictures to the bytes of a file, without metadata.</summary>
public static class PictureEncoder
{
    /// <summary>Encodes as JPEG.</summary>
    /// <param name="picture">The picture, of at most 65535 pixels a side.</param>
    /// <param name="quality">1 (smallest) to 100 (best).</param>
    /// <exception cref="DiscernException">The picture is too large for the format, or no libvips is found.</exception>
    public static byte[] Jpeg(Picture picture, int quality = 80) => Saver.Save(picture, "jpegsave_buffer", Checked(quality));

    /// <summary>Encodes as PNG, which loses nothing.</summary>
    /// <exception cref="DiscernException">The picture is too large for the format, or no libvips is found.</exception>
    public static byte[] Png(Picture picture) => Saver.Save(picture, "pngsave_buffer", quality: null);

    /// <summary>Encodes as WebP, with losses.</summary>
    /// <param name="picture">The picture, of at most 16383 pixels a side.</param>
    /// <param name="quality">1 (smallest) to 100 (best).</param>
    /// <exception cref="DiscernException">The picture is too large for the format, or no libvips is found.</exception>
    public static byte[] WebP(Picture picture, int quality = 75) => Saver.Save(picture, "webpsave_buffer", Checked(quality));

    private static int Checked(int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return quality;
    }
}
