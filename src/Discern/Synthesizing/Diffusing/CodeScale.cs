using Discern.Compute;

namespace Discern.Synthesizing.Diffusing;

/// <summary>Brings each channel of codes to a mean of 0 and the deviation that <see cref="NoiseLevel"/> counts on, and back.</summary>
internal sealed class CodeScale
{
    private readonly float[] means;
    private readonly float[] deviations;

    /// <summary>Measures codes.</summary>
    /// <param name="codes">Rows × columns × channels of each.</param>
    public CodeScale(Tensor codes)
    {
        int channels = codes.Shape.Channels;
        means = new float[channels];
        deviations = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            var (sum, squares, count) = (0.0, 0.0, 0L);
            for (int index = channel; index < codes.Values.Length; index += channels)
            {
                double value = codes.Values[index];
                (sum, squares, count) = (sum + value, squares + (value * value), count + 1);
            }

            double mean = sum / count;
            means[channel] = (float)mean;

            // A channel that never changes stays what it is.
            deviations[channel] = (float)Math.Max(Math.Sqrt(Math.Max((squares / count) - (mean * mean), 0)) / NoiseLevel.OfData, 1e-6);
        }
    }

    /// <summary>The codes as the network learns them.</summary>
    public float[] Scaled(ReadOnlySpan<float> codes)
    {
        float[] scaled = new float[codes.Length];
        for (int index = 0; index < scaled.Length; index++)
        {
            int channel = index % means.Length;
            scaled[index] = (codes[index] - means[channel]) / deviations[channel];
        }

        return scaled;
    }

    /// <summary>The code as the decoder takes it.</summary>
    public float[] Restored(ReadOnlySpan<float> scaled)
    {
        float[] code = new float[scaled.Length];
        for (int index = 0; index < code.Length; index++)
        {
            int channel = index % means.Length;
            code[index] = (scaled[index] * deviations[channel]) + means[channel];
        }

        return code;
    }
}
