namespace Discern.Runs;

/// <summary>What a run tried before it took its classifier, and why it took that.</summary>
/// <param name="JudgedBy">How the candidates were compared, in words.</param>
/// <param name="Candidates">All that were tried, in that order.</param>
/// <param name="Winner">The name of the one that was taken.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record RunChoice(string JudgedBy, IReadOnlyList<RunCandidate> Candidates, string Winner, string Reason);
