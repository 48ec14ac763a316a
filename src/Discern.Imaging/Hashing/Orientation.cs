namespace Discern.Imaging.Hashing;

/// <summary>The eight ways to turn and mirror a picture: the symmetries of a square.</summary>
/// <param name="IsTransposed">Rows and columns change places first.</param>
/// <param name="IsFlippedHorizontally">Then left and right change places.</param>
/// <param name="IsFlippedVertically">Then top and bottom change places.</param>
public readonly record struct Orientation(bool IsTransposed, bool IsFlippedHorizontally, bool IsFlippedVertically)
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    /// <summary>All of them; the first leaves the picture as it is.</summary>
    public static IReadOnlyList<Orientation> All { get; } =
        [.. Enumerable.Range(0, Count).Select(number => new Orientation((number & 4) != 0, (number & 1) != 0, (number & 2) != 0))];

    /// <summary>What brings the picture back.</summary>
    public Orientation Inverse => IsTransposed ? new(true, IsFlippedVertically, IsFlippedHorizontally) : this;

    /// <summary>In words: "mirrored", "turned by 90° clockwise".</summary>
    public string Description => (IsTransposed, IsFlippedHorizontally, IsFlippedVertically) switch
    {
        (false, false, false) => "as it is",
        (false, true, false) => "mirrored",
        (false, false, true) => "upside down and mirrored",
        (false, true, true) => "upside down",
        (true, true, false) => "turned by 90° clockwise",
        (true, false, true) => "turned by 90° anticlockwise",
        (true, false, false) => "turned by 90° clockwise and mirrored",
        (true, true, true) => "turned by 90° anticlockwise and mirrored",
    };
}
