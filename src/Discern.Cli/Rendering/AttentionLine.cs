namespace Discern.Cli.Rendering;

/// <summary>What <c>explain --json</c> writes of a run where no picture is named.</summary>
internal sealed record AttentionLine(string Split, int Pictures, IReadOnlyList<string> Size, IReadOnlyList<AttentionValues> Classes, string Page);
