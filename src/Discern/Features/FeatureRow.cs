namespace Discern.Features;

/// <summary>What became of one picture: its features, or the reason why there are none.</summary>
/// <param name="Index">The picture's place in the list, from 0.</param>
/// <param name="Path">The picture's file.</param>
/// <param name="Values">The features, or null where the picture cannot be read.</param>
/// <param name="Failure">Names the file and the reason where it cannot be read, otherwise null.</param>
public sealed record FeatureRow(int Index, string Path, float[]? Values, DiscernException? Failure);
