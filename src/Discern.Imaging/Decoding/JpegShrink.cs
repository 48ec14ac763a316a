namespace Discern.Imaging.Decoding;

/// <summary>By how much a JPEG is shrunk while it is decoded: most of its waves are then neither computed nor stored.</summary>
/// <remarks>
/// libjpeg takes the mean of 2, 4 or 8 pixels each way, near enough, by leaving high waves out of each block. The most that leaves the wanted size in both directions is taken; the
/// rest, a factor from 1 to 2, is Lanczos' filter's. libvips by itself would leave a factor of 2 to 4 to the filter: nearer to the filter's own picture of
/// the whole by what docs/performance.md says, and slower.
/// </remarks>
internal static class JpegShrink
{
    private const int Most = 8;

    /// <summary>1, 2, 4 or 8.</summary>
    public static int Of(PictureHeader header, Placement placement)
    {
        int shrink = Most;
        while (shrink > 1 && (header.Width < shrink * (long)placement.Width || header.Height < shrink * (long)placement.Height))
        {
            shrink /= 2;
        }

        return shrink;
    }
}
