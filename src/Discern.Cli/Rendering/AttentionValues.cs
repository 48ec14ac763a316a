using Discern.Explaining;

namespace Discern.Cli.Rendering;

/// <summary>What <c>explain --json</c> writes of a class where no picture is named.</summary>
internal sealed record AttentionValues(
    string Class, int Pictures, bool HasShortcut, double BorderShare, IReadOnlyList<ColourShare> Colours, IReadOnlyList<string> Sentences);
