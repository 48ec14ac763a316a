using Discern.Imaging.Native;

namespace Discern.Imaging.Saving;

/// <summary>Runs one of libvips' savers on a picture.</summary>
internal static unsafe class Saver
{
    private const int KeepNothing = 0;

    /// <param name="picture">The picture.</param>
    /// <param name="saver">The operation's name.</param>
    /// <param name="quality">1 to 100, or null for a saver without such a thing.</param>
    /// <exception cref="DiscernException">The saver refuses.</exception>
    public static byte[] Save(Picture picture, string saver, int? quality)
    {
        ArgumentNullException.ThrowIfNull(picture);
        try
        {
            return VipsErrors.Attributed(picture, (saver, quality), static (picture, how) => Encode(picture, how.saver, how.quality));
        }
        catch (VipsException exception)
        {
            throw new DiscernException(
                $"A picture of {picture.Width}x{picture.Height} pixels could not be encoded: {exception.Message}.", exception);
        }
    }

    private static byte[] Encode(Picture picture, string saver, int? quality)
    {
        fixed (byte* pixels = picture.Pixels)
        {
            using VipsImage image = VipsImage.Over(pixels, picture.Width, picture.Height, picture.Channels);
            VipsOperation operation = new VipsOperation(saver).Set("in", image).Set("keep", KeepNothing);
            return (quality is { } number ? operation.Set("Q", number) : operation).ToBytes();
        }
    }
}
