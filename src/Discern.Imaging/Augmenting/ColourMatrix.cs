using System.Numerics;

namespace Discern.Imaging.Augmenting;

/// <summary>
/// Brightness, contrast, saturation and hue as one affine change of a colour from 0..255 to 0..1: what each of red, green and
/// blue brings to the three, and an addend. The values are clamped once, at the end.
/// </summary>
internal readonly record struct ColourMatrix(Vector3 Red, Vector3 Green, Vector3 Blue, Vector3 Addend)
{
    private static readonly Vector3 Luma = new(MeanLuma.Red, MeanLuma.Green, MeanLuma.Blue);

    /// <summary>What happens to red, green and blue alike where neither saturation nor hue changes; null where one does.</summary>
    public GreyScale? Even { get; private init; }

    public static ColourMatrix Of(in Transform transform, Picture source)
    {
        GreyScale scale = GreyScale.Of(transform, source);
        return new ColourMatrix(
            scale.Factor * Turn(Vector3.UnitX, transform),
            scale.Factor * Turn(Vector3.UnitY, transform),
            scale.Factor * Turn(Vector3.UnitZ, transform),
            new Vector3(scale.Addend))
        {
            Even = transform.Saturation == 1 && transform.Hue == 0 ? scale : null,
        };
    }

    public Vector3 Apply(Vector3 colour) =>
        Vector3.Clamp((Red * colour.X) + (Green * colour.Y) + (Blue * colour.Z) + Addend, Vector3.Zero, Vector3.One);

    /// <summary>Scales a colour's distance from its luma, and turns it in the plane of equal luma (I and Q of NTSC's YIQ).</summary>
    private static Vector3 Turn(Vector3 colour, in Transform transform)
    {
        if (transform.Saturation == 1 && transform.Hue == 0)
        {
            return colour;
        }

        float luma = Vector3.Dot(Luma, colour);
        float i = Vector3.Dot(new Vector3(0.595716f, -0.274453f, -0.321263f), colour);
        float q = Vector3.Dot(new Vector3(0.211456f, -0.522591f, 0.311135f), colour);
        (float sin, float cos) = MathF.SinCos(2 * MathF.PI * transform.Hue);
        float turnedI = transform.Saturation * ((cos * i) - (sin * q));
        float turnedQ = transform.Saturation * ((sin * i) + (cos * q));
        return new Vector3(luma)
            + (turnedI * new Vector3(0.9563f, -0.2721f, -1.1070f))
            + (turnedQ * new Vector3(0.6210f, -0.6474f, 1.7046f));
    }
}
