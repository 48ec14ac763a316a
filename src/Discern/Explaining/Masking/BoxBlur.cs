namespace Discern.Explaining.Masking;

/// <summary>A picture blurred by the mean of a square that is half as wide and half as high as the picture, as SHAP's examples blur it.</summary>
/// <remarks>Beyond the edges the edge pixels go on.</remarks>
internal static class BoxBlur
{
    /// <summary>Blurs a picture.</summary>
    /// <param name="pixels">Row by row, channels side by side.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">Values of a pixel.</param>
    public static float[] Of(float[] pixels, int width, int channels)
    {
        int height = pixels.Length / (width * channels);
        float[] rows = new float[pixels.Length];
        float[] result = new float[pixels.Length];
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < height; row++)
            {
                Average(pixels, rows, (row * width * channels) + channel, channels, width);
            }

            for (int column = 0; column < width; column++)
            {
                Average(rows, result, (column * channels) + channel, width * channels, height);
            }
        }

        return result;
    }

    /// <summary>Takes moving means along one line.</summary>
    private static void Average(float[] source, float[] target, int start, int step, int count)
    {
        int reach = count / 4;
        double At(int place) => source[start + (Math.Clamp(place, 0, count - 1) * step)];
        double sum = 0;
        for (int place = -reach; place <= reach; place++)
        {
            sum += At(place);
        }

        for (int place = 0; place < count; place++)
        {
            target[start + (place * step)] = (float)(sum / ((2 * reach) + 1));
            sum += At(place + reach + 1) - At(place - reach);
        }
    }
}
