namespace Discern.Pixels;

/// <summary>Turns colours into features.</summary>
public static class ColourSpace
{
    private const float Full = 255f;

    /// <summary>How many numbers a colour has.</summary>
    public static int Count(ColourFeatures features) => features switch
    {
        ColourFeatures.Rgb or ColourFeatures.YCbCr => 3,
        ColourFeatures.Hsv => 4,
        _ => 10,
    };

    /// <summary>Writes the features of a colour, each from −1 to 1.</summary>
    /// <param name="colour">The colour.</param>
    /// <param name="features">Which.</param>
    /// <param name="target">Receives <see cref="Count"/> numbers.</param>
    public static void Write(Colour colour, ColourFeatures features, Span<float> target)
    {
        (float red, float green, float blue) = (colour.Red / Full, colour.Green / Full, colour.Blue / Full);
        if (features is ColourFeatures.Rgb or ColourFeatures.All)
        {
            (target[0], target[1], target[2]) = (red, green, blue);
            target = target[3..];
        }

        if (features is ColourFeatures.Hsv or ColourFeatures.All)
        {
            WriteHsv(red, green, blue, target);
            target = target[4..];
        }

        if (features is ColourFeatures.YCbCr or ColourFeatures.All)
        {
            // ITU-R BT.601, the differences scaled to −½ to ½.
            float luma = (0.299f * red) + (0.587f * green) + (0.114f * blue);
            (target[0], target[1], target[2]) = (luma, (blue - luma) / 1.772f, (red - luma) / 1.402f);
        }
    }

    // A. R. Smith, "Color gamut transform pairs" (SIGGRAPH 1978); a grey has no hue, and stands at the circle's centre.
    private static void WriteHsv(float red, float green, float blue, Span<float> target)
    {
        float value = Math.Max(red, Math.Max(green, blue));
        float chroma = value - Math.Min(red, Math.Min(green, blue));
        float sixth = chroma == 0 ? 0
            : value == red ? (green - blue) / chroma
            : value == green ? 2 + ((blue - red) / chroma)
            : 4 + ((red - green) / chroma);
        (float sine, float cosine) = chroma == 0 ? (0, 0) : MathF.SinCos(sixth * MathF.PI / 3);
        (target[0], target[1], target[2], target[3]) = (cosine, sine, value == 0 ? 0 : chroma / value, value);
    }
}
