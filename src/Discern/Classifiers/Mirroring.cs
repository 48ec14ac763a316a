namespace Discern.Classifiers;

/// <summary>Pictures mirrored left to right.</summary>
internal static class Mirroring
{
    /// <summary>Mirrors rows of pixels.</summary>
    /// <param name="source">Whole rows, channels side by side.</param>
    /// <param name="target">At least as many values, elsewhere.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="channels">Values of a pixel.</param>
    public static void Apply(ReadOnlySpan<float> source, Span<float> target, int width, int channels)
    {
        for (int pixel = 0; pixel < source.Length / channels; pixel++)
        {
            (int row, int column) = Math.DivRem(pixel, width);
            int opposite = (row * width) + width - 1 - column;
            source.Slice(pixel * channels, channels).CopyTo(target[(opposite * channels)..]);
        }
    }
}
