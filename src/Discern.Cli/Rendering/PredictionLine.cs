namespace Discern.Cli.Rendering;

/// <summary>One line of <c>discern predict --json</c>.</summary>
/// <param name="Path">The picture, as it was given.</param>
/// <param name="Predicted">The predicted class; null where the picture cannot be read.</param>
/// <param name="Probabilities">The probability of each class; null where the picture cannot be read.</param>
/// <param name="Failure">Why the picture cannot be read; null where it can.</param>
internal sealed record PredictionLine(string Path, string? Predicted, IReadOnlyDictionary<string, float>? Probabilities, string? Failure);
