namespace Discern.Cli.Rendering;

/// <summary>A picture of a <see cref="CropSummary"/> that gave no crop.</summary>
/// <param name="Path">The picture, from the folder that holds all.</param>
/// <param name="Reason">Why, as a sentence.</param>
internal sealed record UncroppedPicture(string Path, string Reason);
