using Discern.Evaluation;

namespace Discern.Comparing.Remedies;

/// <summary>What a classifier that learnt from a fold's training part answers.</summary>
/// <param name="Validation">For the pictures that choose, by a classifier that had not learnt from them.</param>
/// <param name="HeldOut">For the pictures that judge.</param>
/// <param name="Remarks">What the user should know, as sentences.</param>
internal sealed record FoldAnswers(IReadOnlyList<Prediction> Validation, IReadOnlyList<Prediction> HeldOut, IReadOnlyList<string> Remarks);
