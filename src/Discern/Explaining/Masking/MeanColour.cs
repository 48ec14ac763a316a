namespace Discern.Explaining.Masking;

/// <summary>The mean colour of a picture.</summary>
internal static class MeanColour
{
    /// <summary>One value per channel.</summary>
    public static float[] Of(ReadOnlySpan<float> pixels, int channels)
    {
        double[] sums = new double[channels];
        for (int value = 0; value < pixels.Length; value++)
        {
            sums[value % channels] += pixels[value];
        }

        int count = pixels.Length / channels;
        return Array.ConvertAll(sums, sum => (float)(sum / count));
    }

    /// <summary>A picture of that colour.</summary>
    public static float[] Picture(float[] pixels, int channels)
    {
        float[] mean = Of(pixels, channels);
        return [.. Enumerable.Range(0, pixels.Length).Select(value => mean[value % channels])];
    }
}
