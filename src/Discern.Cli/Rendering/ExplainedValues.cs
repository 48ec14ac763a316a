using Discern.Explaining;

namespace Discern.Cli.Rendering;

/// <summary>What <c>explain --json</c> writes of a class.</summary>
internal sealed record ExplainedValues(string Class, double Probability, double Output, double? Base, double Sum, MapScores? Scores);
