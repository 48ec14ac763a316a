using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Features.Backbones;

/// <summary>How 8-bit pixels become what a body expects: value = pixel · scale + shift, for each channel.</summary>
public sealed record Preprocessing
{
    /// <summary>The factor of red, green and blue.</summary>
    public (float Red, float Green, float Blue) Scale { get; init; } = (1, 1, 1);

    /// <summary>What is added to red, green and blue.</summary>
    public (float Red, float Green, float Blue) Shift { get; init; }

    /// <summary>Whether blue comes first.</summary>
    public bool IsBlueFirst { get; init; }

    /// <summary>Pixels as they are, 0 to 255.</summary>
    public static Preprocessing Raw { get; } = new();

    /// <summary>Pixels as 0 to 1: x / 255.</summary>
    public static Preprocessing ZeroToOne { get; } = Of(1f / 255f, 0);

    /// <summary>Pixels as −1 to 1: x / 127.5 − 1.</summary>
    public static Preprocessing MinusOneToOne { get; } = Of(1f / 127.5f, -1);

    /// <summary>The same for all channels.</summary>
    public static Preprocessing Of(float scale, float shift) => new() { Scale = (scale, scale, scale), Shift = (shift, shift, shift) };

    /// <summary>What a network's file or its authors state.</summary>
    /// <exception cref="ArgumentException">It is not for three channels, or divides by 0.</exception>
    public static Preprocessing Of(OnnxPreprocessing stated)
    {
        ArgumentNullException.ThrowIfNull(stated);
        (int red, int blue) = stated.IsBgr ? (2, 0) : (0, 2);
        ((float Factor, float Addend) first, (float Factor, float Addend) second, (float Factor, float Addend) third) =
            (stated.Affine(red, 3), stated.Affine(1, 3), stated.Affine(blue, 3));
        return new Preprocessing
        {
            Scale = (first.Factor, second.Factor, third.Factor),
            Shift = (first.Addend, second.Addend, third.Addend),
            IsBlueFirst = stated.IsBgr,
        };
    }

    /// <summary>Prepares a picture's pixels.</summary>
    /// <param name="pixels">Red, green, blue of each pixel, row by row, 0 to 255.</param>
    /// <param name="target">As many values.</param>
    internal void Apply(ReadOnlySpan<byte> pixels, Span<float> target)
    {
        ((float redScale, float greenScale, float blueScale), (float redShift, float greenShift, float blueShift)) = (Scale, Shift);
        (int red, int blue) = IsBlueFirst ? (2, 0) : (0, 2);
        for (int pixel = 0; pixel + 2 < pixels.Length; pixel += 3)
        {
            target[pixel + red] = (pixels[pixel] * redScale) + redShift;
            target[pixel + 1] = (pixels[pixel + 1] * greenScale) + greenShift;
            target[pixel + blue] = (pixels[pixel + 2] * blueScale) + blueShift;
        }
    }

    /// <summary>The same as layers behind pixels of 0 to 255.</summary>
    internal Node Compose(NetworkComposition composition, Node pixels)
    {
        Node scaled = composition.Rescale(pixels, [Scale.Red, Scale.Green, Scale.Blue], [Shift.Red, Shift.Green, Shift.Blue]);
        return IsBlueFirst
            ? scaled.ChannelSlice(2, 1).Concat(scaled.ChannelSlice(1, 1), scaled.ChannelSlice(0, 1))
            : scaled;
    }

    /// <summary>Prepares, in place, values from 0 to 1.</summary>
    internal void Apply(Span<float> values)
    {
        for (int pixel = 0; pixel + 2 < values.Length; pixel += 3)
        {
            float red = (values[pixel] * 255 * Scale.Red) + Shift.Red;
            float blue = (values[pixel + 2] * 255 * Scale.Blue) + Shift.Blue;
            values[pixel] = IsBlueFirst ? blue : red;
            values[pixel + 1] = (values[pixel + 1] * 255 * Scale.Green) + Shift.Green;
            values[pixel + 2] = IsBlueFirst ? red : blue;
        }
    }
}
