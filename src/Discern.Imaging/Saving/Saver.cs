using Discern.Imaging.Native;

namespace Discern.Imaging.Saving;

/// <summary>Runs one of libvips' savers on a picture.</summary>
internal static unsafe class Saver
{
    private const int InterpretationGrey = 1;
    private const int InterpretationSrgb = 22;
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
            using VipsImage known = new VipsOperation("copy").Set("in", image)
                .Set("interpretation", picture.Channels == 1 ? InterpretationGrey : InterpretationSrgb).ToImage();
            VipsOperation operation = new VipsOperation(saver).Set("in", known).Set("keep", KeepNothing);
            return (quality is { } number ? operation.Set("Q", number) : operation).ToBytes();
        }
    }
}
