namespace Discern.Web.Reports;

/// <summary>One thing that the run was told or measured: "seed", "1".</summary>
/// <param name="Name">Its name in words.</param>
/// <param name="Value">Its value in words; text from outside.</param>
public sealed record RunOption(string Name, string Value);
