namespace Discern.Cli.Rendering;

/// <summary>What <c>discern index --json</c> writes.</summary>
/// <param name="Index">The table that was written.</param>
/// <param name="Rows">Pictures.</param>
/// <param name="Skipped">Pictures whose file could not be read.</param>
internal sealed record IndexLine(string Index, long Rows, long Skipped);
