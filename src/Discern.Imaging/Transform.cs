using Discern.Imaging.Augmenting;

namespace Discern.Imaging;

/// <summary>
/// One change of a picture: turned, shifted, sheared, zoomed, mirrored, and its colours changed. However many of these it holds,
/// the picture is sampled once, bilinearly; outside it, its edge pixels go on (Keras' fill_mode "nearest").
/// </summary>
/// <remarks>
/// The geometry is that of apply_affine_transform in keras-preprocessing: about the centre, from a pixel of the result to a
/// point of the source, by rotation · shift · shear · zoom; flips come last. It works in pixels of the target, onto which the
/// source is first squashed in thought, so that sources of any size look alike.
/// </remarks>
public readonly record struct Transform
{
    /// <summary>Makes a transform that changes nothing until told to.</summary>
    public Transform()
    {
    }

    /// <summary>Changes nothing.</summary>
    public static Transform Identity { get; } = new();

    /// <summary>Degrees; positive turns what is seen clockwise.</summary>
    public float Rotation { get; init; }

    /// <summary>Share of the width by which the view moves right, and what is seen left.</summary>
    public float ShiftX { get; init; }

    /// <summary>Share of the height by which the view moves down, and what is seen up.</summary>
    public float ShiftY { get; init; }

    /// <summary>Degrees.</summary>
    public float Shear { get; init; }

    /// <summary>How much more of the width is seen: 2 makes things half as wide.</summary>
    public float ZoomX { get; init; } = 1;

    /// <summary>How much more of the height is seen: 2 makes things half as high.</summary>
    public float ZoomY { get; init; } = 1;

    /// <summary>Mirrored left to right.</summary>
    public bool IsFlippedHorizontally { get; init; }

    /// <summary>Mirrored top to bottom.</summary>
    public bool IsFlippedVertically { get; init; }

    /// <summary>Factor on all values.</summary>
    public float Brightness { get; init; } = 1;

    /// <summary>Factor on the distance from the source's mean luma.</summary>
    public float Contrast { get; init; } = 1;

    /// <summary>Factor on the distance from each pixel's luma.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>Share of the colour circle by which hues turn.</summary>
    public float Hue { get; init; }

    /// <summary>Writes the changed picture.</summary>
    /// <param name="source">The picture. It should be less than twice the target's size: bilinear sampling skips pixels beyond that.</param>
    /// <param name="target">height × width × channels values in 0..1, row by row, channels side by side, as many channels as the source has.</param>
    /// <param name="width">The target's width in pixels.</param>
    /// <param name="height">The target's height in pixels.</param>
    /// <exception cref="ArgumentException">The target has another number of values.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public void Apply(Picture source, Span<float> target, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (target.Length != (long)width * height * source.Channels)
        {
            throw new ArgumentException(
                $"{width}x{height} pixels of {source.Channels} channels are {(long)width * height * source.Channels} values, not {target.Length}.",
                nameof(target));
        }

        SourceGrid grid = SourceGrid.Of(this, source, width, height);
        if (source.Channels == 1)
        {
            GreySampler.Sample(source, grid, GreyScale.Of(this, source), target, width, height);
        }
        else
        {
            ColourSampler.Sample(source, grid, ColourMatrix.Of(this, source), target, width, height);
        }
    }
}
