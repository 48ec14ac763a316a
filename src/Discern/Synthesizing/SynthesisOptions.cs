using Discern.Datasets;
using Discern.Imaging;

namespace Discern.Synthesizing;

/// <summary>How many pictures are made of a class, and in which way.</summary>
public sealed record SynthesisOptions
{
    /// <summary>The most pictures of one call.</summary>
    public const int MostPictures = 20_000;

    /// <summary>The way, by its name in <see cref="Synthesizers"/>.</summary>
    public string Method { get; init; } = "augment";

    /// <summary>How many pictures, 1 to <see cref="MostPictures"/>.</summary>
    public int Count { get; init; } = 500;

    /// <summary>Rows and columns of the pictures, 16 to 512; for ways that learn a network a multiple of 16, at most 128.</summary>
    public int Size { get; init; } = 64;

    /// <summary>The seed of all that is drawn: the same one gives the same pictures, to the byte.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for one on each core. The result is the same.</summary>
    public int Threads { get; init; }

    /// <summary>How the data set is split where it brings no split of its own.</summary>
    public DatasetOptions Data { get; init; } = new();

    /// <summary>How far variants may stray, for <c>augment</c>.</summary>
    public AugmentationOptions Augmentation { get; init; } = new()
    {
        Rotation = 15,
        ShiftX = 0.08f,
        ShiftY = 0.08f,
        Shear = 10,
        Zoom = 0.15f,
        HorizontalFlip = true,
        Brightness = 0.2f,
        Contrast = 0.2f,
        Saturation = 0.3f,
        Hue = 0.03f,
    };

    /// <summary>How many steps a network learns, for ways that learn one, at least 1; with <c>diffusion</c> the autoencoder, and the denoiser four times as many.</summary>
    public int Steps { get; init; } = 1500;

    /// <summary>How many nearest neighbours one is drawn from, for <c>smote</c>, at least 1.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>The folder of cut-outs, for <c>cutout</c>; null for the other ways.</summary>
    public string? Cutouts { get; init; }

    /// <summary>The folder of pictures that cut-outs are laid over, for <c>cutout</c>; null for the other ways.</summary>
    public string? Backgrounds { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        Require(Count is >= 1 and <= MostPictures, $"{Count} pictures cannot be made: ask for 1 to {MostPictures:N0}.");
        Require(Size is >= 16 and <= 512, $"Pictures of {Size} pixels cannot be made: ask for 16 to 512 rows and columns.");
        Require(Steps >= 1, $"A network cannot learn in {Steps} steps: ask for 1 or more.");
        Require(Neighbours >= 1, $"{Neighbours} neighbours are none to draw from: ask for 1 or more.");
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }

    private static void Require(bool isTrue, string sentence)
    {
        if (!isTrue)
        {
            throw new ArgumentException(sentence);
        }
    }
}
