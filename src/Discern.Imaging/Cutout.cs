namespace Discern.Imaging;

/// <summary>A thing cut out of its picture: colours, and how much of each pixel is the thing.</summary>
/// <param name="Colours">Three channels; what they are where nothing is to be seen does not matter.</param>
/// <param name="Opacity">For each pixel, row by row: 0 for nothing of the thing, 255 for nothing else.</param>
#pragma warning disable CA1819 // As with pictures, the bytes are what it is.
public sealed record Cutout(Picture Colours, byte[] Opacity);
#pragma warning restore CA1819
