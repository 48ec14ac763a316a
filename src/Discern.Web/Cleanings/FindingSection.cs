namespace Discern.Web.Cleanings;

/// <summary>The findings of one kind.</summary>
/// <param name="Name">The kind's name.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Findings">The worst of them.</param>
public sealed record FindingSection(string Name, string Meaning, int Total, IReadOnlyList<Finding> Findings);
