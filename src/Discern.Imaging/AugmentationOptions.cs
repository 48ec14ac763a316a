namespace Discern.Imaging;

/// <summary>How far the variants of a picture may stray from it, with the meaning that Keras' ImageDataGenerator gives.</summary>
/// <remarks>Every number bounds a uniform draw; 0 leaves that change out, and a new record changes nothing.</remarks>
public sealed record AugmentationOptions
{
    /// <summary>A modest choice for photos: what they show stays recognisable, and upright.</summary>
    public static AugmentationOptions Default { get; } = new()
    {
        Rotation = 15,
        ShiftX = 0.1f,
        ShiftY = 0.1f,
        Zoom = 0.1f,
        HorizontalFlip = true,
        Brightness = 0.15f,
        Contrast = 0.15f,
    };

    /// <summary>Turned by up to so many degrees either way, 0 to 180.</summary>
    public float Rotation { get; init => field = Within(value, 180, nameof(Rotation)); }

    /// <summary>Shifted sideways by up to this share of the width either way, 0 to 1.</summary>
    public float ShiftX { get; init => field = Within(value, 1, nameof(ShiftX)); }

    /// <summary>Shifted up or down by up to this share of the height, 0 to 1.</summary>
    public float ShiftY { get; init => field = Within(value, 1, nameof(ShiftY)); }

    /// <summary>Sheared by up to so many degrees either way, 0 to 80.</summary>
    public float Shear { get; init => field = Within(value, 80, nameof(Shear)); }

    /// <summary>Zoomed by a factor of 1 ± this share, drawn for each axis by itself, 0 to 0.9. Factors over 1 show more of the picture.</summary>
    public float Zoom { get; init => field = Within(value, 0.9f, nameof(Zoom)); }

    /// <summary>Half of the variants are mirrored left to right.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Half of the variants are mirrored top to bottom.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>Values multiplied by 1 ± this share, 0 to 1.</summary>
    public float Brightness { get; init => field = Within(value, 1, nameof(Brightness)); }

    /// <summary>Distances from the picture's mean luma multiplied by 1 ± this share, 0 to 1.</summary>
    public float Contrast { get; init => field = Within(value, 1, nameof(Contrast)); }

    /// <summary>Distances from each pixel's luma multiplied by 1 ± this share, 0 to 1; grey pictures know no saturation.</summary>
    public float Saturation { get; init => field = Within(value, 1, nameof(Saturation)); }

    /// <summary>Hues turned by up to this share of the colour circle either way, 0 to 0.5; grey pictures know no hue.</summary>
    public float Hue { get; init => field = Within(value, 0.5f, nameof(Hue)); }

    private static float Within(float value, float maximum, string name) =>
        value >= 0 && value <= maximum
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} lies between 0 and {maximum}.");
}
