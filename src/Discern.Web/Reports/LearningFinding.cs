namespace Discern.Web.Reports;

/// <summary>Something that learning curves say.</summary>
/// <param name="Kind">What.</param>
/// <param name="Sentence">Where it is to be seen.</param>
/// <param name="Advice">What to do, as a sentence.</param>
public sealed record LearningFinding(LearningKind Kind, string Sentence, string Advice);
