namespace Discern.Web.Serving;

/// <summary>The answer to one picture.</summary>
/// <param name="Name">The picture, as the request called it.</param>
/// <param name="Predicted">The predicted class; left out where the picture cannot be read.</param>
/// <param name="Probabilities">The probability of each class; left out where the picture cannot be read.</param>
/// <param name="Failure">Why it cannot be read; left out where it can.</param>
internal sealed record PredictedPicture(string Name, string? Predicted, IReadOnlyDictionary<string, float>? Probabilities, string? Failure);
