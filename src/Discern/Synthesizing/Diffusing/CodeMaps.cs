using Discern.Compute;

namespace Discern.Synthesizing.Diffusing;

/// <summary>Codes as the denoiser takes them: other channels tell each place where it is, and how much noise there is.</summary>
/// <param name="shape">The shape of one code: rows, as many columns, channels.</param>
internal readonly struct CodeMaps(Shape shape)
{
    /// <summary>Channels that tell something: row, column, and the noise as it is and in two waves.</summary>
    public const int Told = 7;

    /// <summary>Numbers of a code.</summary>
    public int Length => (int)shape.CountPerExample;

    /// <summary>Rows, and columns.</summary>
    public int Side => shape.Height;

    /// <summary>Channels of a code.</summary>
    public int Channels => shape.Channels;

    /// <summary>Numbers that the network takes.</summary>
    public int InputLength => Side * Side * (Channels + Told);

    /// <summary>Writes what the network takes: a noisy code, scaled, and what each place is told.</summary>
    public void WriteInput(ReadOnlySpan<float> noisy, NoiseLevel level, Span<float> input)
    {
        float scale = level.InputScale;
        Span<float> told = stackalloc float[Told];
        told[2] = (float)level.Told;
        for (int wave = 0; wave < 2; wave++)
        {
            (double sine, double cosine) = Math.SinCos(Math.PI * (wave + 1) * level.Told);
            (told[3 + (2 * wave)], told[4 + (2 * wave)]) = ((float)sine, (float)cosine);
        }

        for (int place = 0; place < Side * Side; place++)
        {
            Span<float> at = input.Slice(place * (Channels + Told), Channels + Told);
            ReadOnlySpan<float> values = noisy.Slice(place * Channels, Channels);
            for (int channel = 0; channel < values.Length; channel++)
            {
                at[channel] = scale * values[channel];
            }

            told[0] = Place(place / Side);
            told[1] = Place(place % Side);
            told.CopyTo(at[Channels..]);
        }
    }

    // From −1 to 1 over the map.
    private float Place(int index) => (((2f * index) + 1) / Side) - 1;
}
