namespace Discern.Cli.Rendering;

/// <summary>What <c>discern report --json</c> writes.</summary>
/// <param name="Report">The report file's full path.</param>
internal sealed record ReportLine(string Report);
