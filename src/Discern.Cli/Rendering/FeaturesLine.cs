namespace Discern.Cli.Rendering;

/// <summary>What <c>discern features --json</c> writes.</summary>
/// <param name="Features">The matrix that was written.</param>
/// <param name="Index">The file that says what each row is.</param>
/// <param name="Rows">Pictures.</param>
/// <param name="Columns">Numbers of each.</param>
/// <param name="Skipped">Pictures that could not be read.</param>
internal sealed record FeaturesLine(string Features, string Index, long Rows, int Columns, int Skipped);
