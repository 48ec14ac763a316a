namespace Discern.Web.Studio.Data;

/// <summary>What a run says of a picture.</summary>
/// <param name="Class">The answer.</param>
/// <param name="Probability">How probable the run finds it, 0 to 1.</param>
public readonly record struct RunAnswer(string Class, float Probability);
