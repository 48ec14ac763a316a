namespace Discern.Cli.Rendering;

/// <summary>What <c>explain --json</c> writes of a picture.</summary>
internal sealed record ExplainLine(
    string Path, string Answer, double Probability, string Method, string Unit, IReadOnlyList<ExplainedValues> Classes, string Drawing);
