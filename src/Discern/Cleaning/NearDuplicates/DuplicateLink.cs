using Discern.Imaging.Hashing;

namespace Discern.Cleaning.NearDuplicates;

/// <summary>Two pictures that are the same one.</summary>
/// <param name="First">The index of one.</param>
/// <param name="Second">The index of the other.</param>
/// <param name="Orientation">How the other has to be turned to lie like the one.</param>
/// <param name="Correlation">How alike their pixels are then, up to 1.</param>
public sealed record DuplicateLink(int First, int Second, Orientation Orientation, float Correlation);
