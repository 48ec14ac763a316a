namespace Discern.Classifiers;

/// <summary>The probabilities of one picture, or why there are none.</summary>
/// <param name="Path">The picture, as it was given.</param>
/// <param name="Values">One per class; empty where the picture cannot be read.</param>
/// <param name="Failure">Why it cannot be read; null where it can.</param>
internal readonly record struct PictureProbabilities(string Path, float[] Values, string? Failure);
