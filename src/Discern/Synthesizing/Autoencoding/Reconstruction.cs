using Discern.Compute.Random;
using Discern.Imaging;
using Discern.Neural.Training;

namespace Discern.Synthesizing.Autoencoding;

/// <summary>Pictures that are to be drawn as they are: drawn by chance, half of them mirrored, every second one of the class.</summary>
internal sealed class Reconstruction(IReadOnlyList<Picture> ofClass, IReadOnlyList<Picture> others, ulong seed) : IRegressionSource
{
    private const ulong Purpose = 0x4175746F656E63; // "Autoenc"

    /// <inheritdoc/>
    public void Fill(long step, Span<float> inputs, Span<float> targets)
    {
        int values = ofClass[0].Pixels.Length;
        var random = new Philox(seed, Philox.Stream(Purpose, (ulong)step));
        for (int start = 0; start < inputs.Length; start += values)
        {
            bool isOther = others.Count > 0 && start / values % 2 == 1;
            IReadOnlyList<Picture> pictures = isOther ? others : ofClass;
            Picture picture = pictures[random.NextInt32(pictures.Count)];
            Write(picture, isFlipped: random.NextInt32(2) == 1, inputs.Slice(start, values));
        }

        inputs.CopyTo(targets);
    }

    /// <summary>Writes a picture as values from 0 to 1.</summary>
    public static void Write(Picture picture, bool isFlipped, Span<float> target)
    {
        const float Scale = 1f / 255;
        int width = picture.Width;
        for (int pixel = 0; pixel < width * picture.Height; pixel++)
        {
            int column = pixel % width;
            int from = isFlipped ? pixel - column + (width - 1 - column) : pixel;
            for (int channel = 0; channel < 3; channel++)
            {
                target[(3 * pixel) + channel] = Scale * picture.Pixels[(3 * from) + channel];
            }
        }
    }
}
