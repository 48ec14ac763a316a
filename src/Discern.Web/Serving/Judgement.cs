using Discern.Evaluation;

namespace Discern.Web.Serving;

/// <summary>How good a run is.</summary>
/// <param name="Split">The split whose pictures judge it: <c>test</c>, <c>validation</c> or <c>train</c>.</param>
/// <param name="Count">How many pictures that are.</param>
/// <param name="Accuracy">The share of them that it answers rightly, with its interval.</param>
internal sealed record Judgement(string Split, int Count, Estimate Accuracy);
