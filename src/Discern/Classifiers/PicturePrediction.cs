namespace Discern.Classifiers;

/// <summary>What a classifier says of one picture, or why it says nothing.</summary>
/// <param name="Path">The picture, as it was given.</param>
/// <param name="Label">The index of the predicted class; null where the picture cannot be read.</param>
/// <param name="Probabilities">One probability per class, which add up to 1; empty where the picture cannot be read.</param>
/// <param name="Failure">Why the picture cannot be read; null where it can.</param>
public sealed record PicturePrediction(string Path, int? Label, IReadOnlyList<float> Probabilities, string? Failure);
