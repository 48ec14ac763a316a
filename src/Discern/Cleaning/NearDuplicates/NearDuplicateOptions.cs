namespace Discern.Cleaning.NearDuplicates;

/// <summary>When two pictures are the same one.</summary>
public sealed record NearDuplicateOptions
{
    /// <summary>
    /// The most bits of 64 in which the hashes of two pictures may differ for their pixels to be compared, 0 to <see cref="HammingJoin.MaximumDistance"/>.
    /// Null: 14, which finds copies that lost a twentieth of their width and height; from 30,000 pictures on 10, from 200,000 on 6, because the work grows with the square of
    /// their number.
    /// </summary>
    public int? Distance { get; init; }

    /// <summary>
    /// How alike the pixels are at least, once one picture is laid over the other: the normalised correlation of their fine structure, 0 to 1. Copies
    /// that were resized, compressed again, turned, cropped by 5 % or changed in colour lie above 0.94 but for one in a hundred, different photos hardly ever above 0.8.
    /// </summary>
    public float Correlation { get; init; } = 0.9f;

    /// <summary>The distance for so many pictures.</summary>
    internal int DistanceFor(int pictures) => Distance ?? (pictures < 30_000 ? 14 : pictures < 200_000 ? 10 : 6);

    /// <summary>Checks the values.</summary>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Distance ?? 0, nameof(Distance));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Distance ?? 0, HammingJoin.MaximumDistance, nameof(Distance));
        ArgumentOutOfRangeException.ThrowIfLessThan(Correlation, 0, nameof(Correlation));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Correlation, 1, nameof(Correlation));
    }
}
