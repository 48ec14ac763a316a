namespace Discern.Faces;

/// <summary>How faces are looked for; the defaults are right for most pictures.</summary>
public sealed record FaceDetectorOptions
{
    /// <summary>From which score on a guess is a face, over 0 and under 1. The default was chosen on photos of faces and of insects.</summary>
    public float Threshold { get; init; } = 0.65f;

    /// <summary>
    /// How often the picture is looked at in parts after it was looked at as a whole, 0 or more: first in squares of half its longer side,
    /// which overlap by half, then of a quarter, and so on. Each level finds faces half as large.
    /// </summary>
    public int Levels { get; init; } = 2;

    /// <summary>Whether the parts are looked at even where the whole shows a face: for all faces of a picture, not its largest alone.</summary>
    public bool FindsAll { get; init; }

    /// <summary>How many threads compute; 0: one for each processor. The result is the same.</summary>
    public int Threads { get; init; }

    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    internal void Validate()
    {
        if (Threshold is not (> 0 and < 1))
        {
            throw new ArgumentException($"A face's score is over 0 and under 1; the threshold is {Threshold}.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Levels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Levels, 4, nameof(Levels));
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
