using Discern.Imaging;

namespace Discern.Explaining;

/// <summary>Why a classifier answers as it does for one picture.</summary>
/// <param name="Path">The picture's file.</param>
/// <param name="Picture">The picture as the classifier sees it.</param>
/// <param name="Probabilities">The answer, one per class.</param>
/// <param name="Method">How it was explained.</param>
/// <param name="Unit">What was explained.</param>
/// <param name="Maps">One per explained class, the likeliest first.</param>
public sealed record Explanation(
    string Path, Picture Picture, IReadOnlyList<double> Probabilities, ExplanationMethod Method, ExplainedUnit Unit, IReadOnlyList<AttributionMap> Maps);
