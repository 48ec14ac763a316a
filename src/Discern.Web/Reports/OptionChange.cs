namespace Discern.Web.Reports;

/// <summary>An option in which two runs differ.</summary>
/// <param name="Name">The option in words.</param>
/// <param name="Before">Its value in the other run, or a dash.</param>
/// <param name="After">Its value in this run, or a dash.</param>
public sealed record OptionChange(string Name, string Before, string After);
