namespace Discern.Cli.Rendering;

/// <summary>What <c>discern pixels predict --json</c> writes for a picture.</summary>
/// <param name="Path">The picture.</param>
/// <param name="Mask">Where its mask was written; null where it could not be read.</param>
/// <param name="Overlay">Where its overlay was written; null where it could not be read.</param>
/// <param name="Share">The share of its pixels that are of the class, 0 to 1.</param>
/// <param name="Failure">Why there is no mask; null where there is one.</param>
internal sealed record MaskLine(string Path, string? Mask, string? Overlay, double? Share, string? Failure);
