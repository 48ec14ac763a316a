namespace Discern.Imaging;

/// <summary>What a decoded picture is to look like, and how large a stranger's picture may be.</summary>
public sealed record DecodeOptions
{
    /// <summary>The wanted width in pixels. Null with a height: follows the proportions. Both null: as in the file.</summary>
    public int? Width { get; init => field = Positive(value, nameof(Width)); }

    /// <summary>The wanted height in pixels. Null with a width: follows the proportions. Both null: as in the file.</summary>
    public int? Height { get; init => field = Positive(value, nameof(Height)); }

    /// <summary>How the picture is brought to width and height where both are given.</summary>
    public Fit Fit { get; init; } = Fit.Squash;

    /// <summary>One channel instead of three: luma by ITU-R 601, 0.299 R + 0.587 G + 0.114 B, as Pillow and Keras have it.</summary>
    public bool Grey { get; init; }

    /// <summary>A picture of more pixels, by its header, is refused before memory is taken for it.</summary>
    public long MaximumPixels { get; init; } = 250_000_000;

    private static int? Positive(int? value, string name)
    {
        if (value is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, name);
        }

        return value;
    }
}
