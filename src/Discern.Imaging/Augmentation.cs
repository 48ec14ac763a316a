using Discern.Compute.Random;

namespace Discern.Imaging;

/// <summary>Draws variants of pictures.</summary>
public static class Augmentation
{
    /// <summary>Draws one change. The same numbers give the same change, and switching one kind on leaves the others' draws alone.</summary>
    /// <example><code>
    /// var random = new Philox(seed, Philox.Stream(epoch, picture, variant));
    /// Transform transform = Augmentation.Draw(AugmentationOptions.Default, ref random);
    /// transform.Apply(picture, target, width: 64, height: 64);
    /// </code></example>
    public static Transform Draw(AugmentationOptions options, ref Philox random)
    {
        ArgumentNullException.ThrowIfNull(options);

        // In this order, always all of them: the initialiser evaluates from top to bottom.
        return new Transform
        {
            Rotation = options.Rotation * Symmetric(ref random),
            ShiftX = options.ShiftX * Symmetric(ref random),
            ShiftY = options.ShiftY * Symmetric(ref random),
            Shear = options.Shear * Symmetric(ref random),
            ZoomX = 1 + (options.Zoom * Symmetric(ref random)),
            ZoomY = 1 + (options.Zoom * Symmetric(ref random)),
            IsFlippedHorizontally = random.NextSingle() < 0.5f && options.HorizontalFlip,
            IsFlippedVertically = random.NextSingle() < 0.5f && options.VerticalFlip,
            Brightness = 1 + (options.Brightness * Symmetric(ref random)),
            Contrast = 1 + (options.Contrast * Symmetric(ref random)),
            Saturation = 1 + (options.Saturation * Symmetric(ref random)),
            Hue = options.Hue * Symmetric(ref random),
        };
    }

    // Uniform in [-1, 1).
    private static float Symmetric(ref Philox random) => (2 * random.NextSingle()) - 1;
}
