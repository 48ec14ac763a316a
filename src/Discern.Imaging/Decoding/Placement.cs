namespace Discern.Imaging.Decoding;

/// <summary>Where a picture goes: scaled to a width and height, then cut or bordered to the frame that was asked for.</summary>
/// <param name="Width">The scaled picture's width.</param>
/// <param name="Height">The scaled picture's height.</param>
/// <param name="FrameWidth">The result's width.</param>
/// <param name="FrameHeight">The result's height.</param>
internal readonly record struct Placement(int Width, int Height, int FrameWidth, int FrameHeight)
{
    /// <summary>The frame's left edge over the scaled picture: positive where it cuts, negative where a border is left.</summary>
    public int Left => (int)Math.Floor((Width - FrameWidth) / 2.0);

    /// <summary>The frame's upper edge over the scaled picture: positive where it cuts, negative where a border is left.</summary>
    public int Top => (int)Math.Floor((Height - FrameHeight) / 2.0);

    /// <summary>Whether the frame shows nothing but the scaled picture.</summary>
    public bool IsInside => FrameWidth <= Width && FrameHeight <= Height;

    /// <summary>The placement of an upright picture.</summary>
    public static Placement Of(int width, int height, DecodeOptions options)
    {
        switch (options)
        {
            case { Width: null, Height: null }:
                return Filling(width, height);
            case { Width: { } wantedWidth, Height: null }:
                return Filling(wantedWidth, Scaled(height, (double)wantedWidth / width));
            case { Width: null, Height: { } wantedHeight }:
                return Filling(Scaled(width, (double)wantedHeight / height), wantedHeight);
        }

        (int frameWidth, int frameHeight) = (options.Width!.Value, options.Height!.Value);
        double across = (double)frameWidth / width;
        double down = (double)frameHeight / height;
        double inside = Math.Min(across, down);
        double covering = Math.Max(across, down);
        return options.Fit switch
        {
            Fit.Squash => Filling(frameWidth, frameHeight),
            Fit.Crop => new(
                Math.Max(frameWidth, Scaled(width, covering)), Math.Max(frameHeight, Scaled(height, covering)), frameWidth, frameHeight),
            Fit.Pad => new(Scaled(width, inside), Scaled(height, inside), frameWidth, frameHeight),
            Fit.Inside => Filling(Scaled(width, inside), Scaled(height, inside)),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Fit, "This is not a way to fit a picture."),
        };
    }

    private static Placement Filling(int width, int height) => new(width, height, width, height);

    private static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
}
