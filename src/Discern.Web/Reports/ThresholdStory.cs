using Discern.Evaluation.Thresholds;

namespace Discern.Web.Reports;

/// <summary>A way to set the threshold, and what then happens.</summary>
/// <param name="Name">What it is, as "A filter".</param>
/// <param name="Purpose">When it suits, as a sentence.</param>
/// <param name="Option">What to give to <c>discern evaluate</c> for it; null for what the run has.</param>
/// <param name="Judged">What happens on the pictures that judge the run.</param>
public sealed record ThresholdStory(string Name, string Purpose, string? Option, ThresholdPoint Judged);
